#include "models/account_model.h"

#include <QAbstractItemModelTester>
#include <QtTest>

#include "desktop/models/scripted_accounts.h"

using namespace tidings::desktop;
using tidings::test::ScriptedAccounts;

class AccountModelTest : public QObject {
  Q_OBJECT

 private slots:
  void lists_the_accounts_as_they_come();
  void shows_a_new_state_where_it_stands();
  void tells_all_to_a_screen_reader();
};

void AccountModelTest::lists_the_accounts_as_they_come() {
  AccountService service({}, {});
  AccountModel model(service);
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  QCOMPARE(model.rowCount(), 0);
  ScriptedAccounts::of(service).add(QStringLiteral("shop"));
  ScriptedAccounts::of(service).add(QStringLiteral("market"));
  QCOMPARE(model.accounts(), QStringList({"shop", "market"}));
  QCOMPARE(model.index_of(QStringLiteral("market")).row(), 1);
  QVERIFY(!model.index_of(QStringLiteral("none")).isValid());
}

void AccountModelTest::shows_a_new_state_where_it_stands() {
  AccountService service({}, {});
  ScriptedAccounts::of(service).add(QStringLiteral("shop"));
  ScriptedAccounts::of(service).add(QStringLiteral("market"));
  AccountModel model(service);
  QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
  ScriptedAccounts::of(service).set_status({QStringLiteral("market"), AccountState::action_needed,
                                            NeededAction::enter_token, QStringLiteral("Expired.")});
  QCOMPARE(changed.count(), 1);
  const QModelIndex market = changed[0][0].toModelIndex();
  QCOMPARE(market.row(), 1);
  QCOMPARE(market.data(AccountModel::kStateWord).toString(), QStringLiteral("action needed"));
  QCOMPARE(market.data(AccountModel::kDetail).toString(), QStringLiteral("Expired."));
  QCOMPARE(model.status(market).action, NeededAction::enter_token);
}

void AccountModelTest::tells_all_to_a_screen_reader() {
  AccountService service({}, {});
  ScriptedAccounts::of(service).add(QStringLiteral("shop"), AccountState::connecting);
  AccountModel model(service);
  QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(),
           QStringLiteral("shop: connecting"));
}

QTEST_GUILESS_MAIN(AccountModelTest)
#include "account_model_test.moc"

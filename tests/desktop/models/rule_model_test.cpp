#include "models/rule_model.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace tidings::desktop;

namespace {

Rule typed(const QString& type) {
  Rule rule;
  rule.type = type;
  return rule;
}

QStringList types(const RuleModel& model) {
  QStringList types;
  for (const Rule& rule : model.rules()) {
    types.append(rule.type);
  }
  return types;
}

}  // namespace

class RuleModelTest : public QObject {
  Q_OBJECT

 private slots:
  void init();

  void shows_each_rule_with_a_check_box();
  void switches_a_rule_off_and_says_so();
  void moves_rules_up_and_down_but_not_over_the_ends();
  void appends_replaces_and_removes();
  void holds_a_bounded_number();

 private:
  std::unique_ptr<RuleModel> model_;
  std::unique_ptr<QAbstractItemModelTester> tester_;
};

void RuleModelTest::init() {
  tester_.reset();
  model_ = std::make_unique<RuleModel>();
  tester_ = std::make_unique<QAbstractItemModelTester>(
      model_.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
  model_->set_rules({typed("a"), typed("b"), typed("c")});
}

void RuleModelTest::shows_each_rule_with_a_check_box() {
  const QModelIndex first = model_->index(0);
  QCOMPARE(first.data().toString(), QStringLiteral("type a → Popup"));
  QCOMPARE(first.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
  QVERIFY((model_->flags(first) & Qt::ItemIsUserCheckable) != 0);
}

void RuleModelTest::switches_a_rule_off_and_says_so() {
  QSignalSpy edited(model_.get(), &RuleModel::edited);
  QVERIFY(model_->setData(model_->index(1), Qt::Unchecked, Qt::CheckStateRole));
  QVERIFY(!model_->rules()[1].enabled);
  QCOMPARE(edited.count(), 1);
}

void RuleModelTest::moves_rules_up_and_down_but_not_over_the_ends() {
  model_->move(2, -1);
  QCOMPARE(types(*model_), QStringList({"a", "c", "b"}));
  model_->move(0, 1);
  QCOMPARE(types(*model_), QStringList({"c", "a", "b"}));
  QSignalSpy edited(model_.get(), &RuleModel::edited);
  model_->move(0, -1);
  model_->move(2, 1);
  model_->move(-1, 1);
  QCOMPARE(types(*model_), QStringList({"c", "a", "b"}));
  QCOMPARE(edited.count(), 0);
}

void RuleModelTest::appends_replaces_and_removes() {
  model_->append(typed("d"));
  model_->replace(0, typed("z"));
  model_->remove(1);
  model_->remove(17);
  QCOMPARE(types(*model_), QStringList({"z", "c", "d"}));
}

void RuleModelTest::holds_a_bounded_number() {
  for (int number = 0; number < 2 * RuleModel::kLimit; ++number) {
    model_->append(typed("x"));
  }
  QCOMPARE(model_->rowCount(), RuleModel::kLimit);
}

QTEST_GUILESS_MAIN(RuleModelTest)
#include "rule_model_test.moc"

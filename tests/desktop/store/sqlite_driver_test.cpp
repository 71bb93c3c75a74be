#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

#include "store/history_store.h"

using namespace tidings::desktop;

/// A process of its own: Qt looks for its plugins once.
class SqliteDriverTest : public QObject {
  Q_OBJECT

 private slots:
  void without_it_the_history_says_what_is_missing();
};

void SqliteDriverTest::without_it_the_history_says_what_is_missing() {
  QCoreApplication::setLibraryPaths({});
  QTest::ignoreMessage(QtWarningMsg, "QSqlDatabase: QSQLITE driver not loaded");
  QTest::ignoreMessage(QtWarningMsg, "QSqlDatabase: available drivers: ");
  const QTemporaryDir folder;
  const auto store = HistoryStore::open(folder.filePath("history.sqlite"));
  QVERIFY(!store.ok());
  const QString message = QString::fromStdString(store.error().message);
  QVERIFY2(message.contains("libqt6sql6-sqlite"), qUtf8Printable(message));
}

QTEST_GUILESS_MAIN(SqliteDriverTest)
#include "sqlite_driver_test.moc"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <chrono>
#include <random>
#include <thread>

#include "support/program.h"

using namespace tidings::test;

/// A program that keeps its position is killed at random moments, hundreds of times, and started
/// again: no event is skipped, none is lost, and what comes twice stays within the bounds.
class PositionStoreKillTest : public QObject {
  Q_OBJECT

 private slots:
  void nothing_is_lost_or_skipped_data();
  void nothing_is_lost_or_skipped();
};

namespace {

/// Lets the program deal with at least `bytes_more` of log, then kills it `moment` later.
QByteArray run_and_kill(const QStringList& arguments, QFile& log, qint64 bytes_more,
                        std::chrono::microseconds moment) {
  Program program(POSITION_KEEPING_PROGRAM, arguments);
  if (!program.start()) {
    return "cannot be started";
  }
  const qint64 until = log.size() + bytes_more;
  if (!program.wait_until([&] { return log.size() >= until || !program.running(); }) ||
      !program.running()) {
    return program.report();
  }
  // Waits for nothing: this is what makes the moment of the kill a random one.
  std::this_thread::sleep_for(moment);
  program.kill();
  return {};
}

}  // namespace

void PositionStoreKillTest::nothing_is_lost_or_skipped_data() {
  QTest::addColumn<QString>("writing");
  QTest::addColumn<qulonglong>("most_repeated");
  // The pair under way may come again: it is dealt with in reverse order.
  QTest::newRow("written with every event") << "always" << qulonglong(2);
  QTest::newRow("written when due") << "when-due" << qulonglong(256 + 2);
}

void PositionStoreKillTest::nothing_is_lost_or_skipped() {
  QFETCH(QString, writing);
  QFETCH(qulonglong, most_repeated);
  constexpr int kKills = 150;
  const QTemporaryDir folder;
  const QString state = folder.filePath("state");
  QFile log(folder.filePath("log"));
  std::mt19937 random(20261122);
  std::uniform_int_distribution<qint64> bytes_more(1, writing == "always" ? 200 : 4000);
  std::uniform_int_distribution<int> microseconds(0, 3000);

  for (int kill = 0; kill < kKills; ++kill) {
    const QByteArray failure =
        run_and_kill({state, log.fileName(), writing}, log, bytes_more(random),
                     std::chrono::microseconds(microseconds(random)));
    QVERIFY2(failure.isEmpty(), failure.constData());
  }

  QVERIFY(log.open(QIODevice::ReadOnly));
  qulonglong most = 0;       // dealt with so far
  QSet<qulonglong> missing;  // below that, not yet dealt with: the other one of a pair
  qulonglong most_back = 0;
  while (!log.atEnd()) {
    const qulonglong event = log.readLine().trimmed().toULongLong();
    QVERIFY(event > 0);
    for (; most < event; ++most) {
      missing.insert(most + 1);
    }
    missing.remove(event);
    QVERIFY2(missing.size() <= 1, "an event was skipped");
    most_back = std::max(most_back, most - event);
  }
  QVERIFY(most > kKills);
  QVERIFY2(most_back <= most_repeated, QByteArray::number(most_back));
}

QTEST_GUILESS_MAIN(PositionStoreKillTest)
#include "position_store_kill_test.moc"

#include "position_schedule.h"

#include <QtTest>
#include <chrono>

using namespace tidings;
using namespace std::chrono_literals;

/// When positions are written, with the time in the test's hand.
class PositionScheduleTest : public QObject {
  Q_OBJECT

 private slots:
  void nothing_moved_nothing_is_due();
  void is_due_a_while_after_the_first_move();
  void is_due_at_once_after_many_moves();
  void counts_by_how_many_events_a_position_moves();
  void starts_over_when_written();
  void after_a_failure_waits_for_the_next_try_however_much_moves();
};

namespace {
const BootTime kStart{1000s};
constexpr PositionWriting kWriting{100ms, 256, 1000ms};
}  // namespace

void PositionScheduleTest::nothing_moved_nothing_is_due() {
  const PositionSchedule schedule(kWriting);
  QVERIFY(!schedule.due());
  QVERIFY(!schedule.is_due(kStart + 24h));
}

void PositionScheduleTest::is_due_a_while_after_the_first_move() {
  PositionSchedule schedule(kWriting);
  schedule.moved(1, kStart);
  schedule.moved(1, kStart + 60ms);
  QVERIFY(schedule.due() == kStart + 100ms);
  QVERIFY(!schedule.is_due(kStart + 99ms));
  QVERIFY(schedule.is_due(kStart + 100ms));
}

void PositionScheduleTest::is_due_at_once_after_many_moves() {
  PositionSchedule schedule(kWriting);
  for (int i = 1; i < 256; ++i) {
    schedule.moved(1, kStart);
  }
  QVERIFY(!schedule.is_due(kStart));
  schedule.moved(1, kStart);
  QVERIFY(schedule.is_due(kStart));
}

void PositionScheduleTest::counts_by_how_many_events_a_position_moves() {
  PositionSchedule schedule(kWriting);
  schedule.moved(255, kStart);
  QVERIFY(!schedule.is_due(kStart));
  schedule.moved(1, kStart);
  QVERIFY(schedule.is_due(kStart));
}

void PositionScheduleTest::starts_over_when_written() {
  PositionSchedule schedule(kWriting);
  for (int i = 0; i < 256; ++i) {
    schedule.moved(1, kStart);
  }
  schedule.written();
  QVERIFY(!schedule.due());
  schedule.moved(1, kStart + 5s);
  QVERIFY(schedule.due() == kStart + 5s + 100ms);
}

void PositionScheduleTest::after_a_failure_waits_for_the_next_try_however_much_moves() {
  PositionSchedule schedule(kWriting);
  schedule.moved(1, kStart);
  schedule.failed(kStart + 100ms);
  for (int i = 0; i < 1000; ++i) {
    schedule.moved(1, kStart + 200ms);
  }
  QVERIFY(!schedule.is_due(kStart + 1099ms));
  QVERIFY(schedule.is_due(kStart + 1100ms));
  schedule.written();
  QVERIFY(!schedule.due());
}

QTEST_APPLESS_MAIN(PositionScheduleTest)
#include "position_schedule_test.moc"

#include "publish/pacing.h"

#include <QtTest>

using namespace tidings::cli;
using namespace std::chrono_literals;
using tidings::BootTime;

namespace {

/// How many go out between `start` and `end` when everything that is due goes at once.
int sent_between(Pacing& pacing, BootTime start, BootTime end) {
  int count = 0;
  for (BootTime now = start; now < end; now += 1ms) {
    while (pacing.due(now) <= now) {
      pacing.sent(now);
      ++count;
    }
  }
  return count;
}

constexpr BootTime kStart{1h};

}  // namespace

class PacingTest : public QObject {
  Q_OBJECT

 private slots:
  void everything_is_due_without_a_rate();
  void is_never_faster_than_the_rate();
  void catches_up_after_a_short_delay();
  void does_not_catch_up_more_than_a_second();
};

void PacingTest::everything_is_due_without_a_rate() {
  Pacing pacing(std::nullopt);
  for (int count = 0; count < 10; ++count) {
    QVERIFY(pacing.due(kStart) <= kStart);
    pacing.sent(kStart);
  }
}

void PacingTest::is_never_faster_than_the_rate() {
  Pacing fast(50.0);
  QCOMPARE(sent_between(fast, kStart, kStart + 10s), 500);
  Pacing slow(0.5);
  QCOMPARE(sent_between(slow, kStart, kStart + 10s), 5);
}

void PacingTest::catches_up_after_a_short_delay() {
  Pacing pacing(10.0);
  QCOMPARE(sent_between(pacing, kStart, kStart + 1s), 10);
  QCOMPARE(sent_between(pacing, kStart + 1500ms, kStart + 3s), 20);
}

void PacingTest::does_not_catch_up_more_than_a_second() {
  Pacing pacing(10.0);
  QCOMPARE(sent_between(pacing, kStart, kStart + 1s), 10);
  QVERIFY(sent_between(pacing, kStart + 1h, kStart + 1h + 1s) <= 21);
}

QTEST_APPLESS_MAIN(PacingTest)
#include "pacing_test.moc"

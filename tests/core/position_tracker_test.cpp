#include "tidings/position_tracker.h"

#include <QtTest>
#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace tidings;
using namespace std::string_view_literals;

class PositionTrackerTest : public QObject {
  Q_OBJECT

 private slots:
  void starts_without_a_position();
  void moves_with_each_event_that_is_done_in_order();
  void waits_for_the_oldest_unfinished_event();
  void an_id_without_an_event_counts_once_all_before_it_is_done();
  void an_event_without_an_id_keeps_the_one_before();
  void a_reset_id_is_a_position_too();
  void done_twice_or_unknown_does_nothing();
  void holds_only_what_is_unfinished();
  void agrees_with_a_plain_list_in_any_order();
};

void PositionTrackerTest::starts_without_a_position() {
  const PositionTracker tracker;
  QCOMPARE(tracker.position(), ""sv);
  QCOMPARE(tracker.unfinished(), 0U);
}

void PositionTrackerTest::moves_with_each_event_that_is_done_in_order() {
  PositionTracker tracker;
  const auto a = tracker.arrived("a");
  QCOMPARE(tracker.position(), ""sv);
  tracker.done(a);
  QCOMPARE(tracker.position(), "a"sv);
  const auto b = tracker.arrived("b");
  QCOMPARE(tracker.position(), "a"sv);
  QCOMPARE(tracker.done(b), 1U);
  QCOMPARE(tracker.position(), "b"sv);
}

void PositionTrackerTest::waits_for_the_oldest_unfinished_event() {
  PositionTracker tracker;
  const auto a = tracker.arrived("a");
  const auto b = tracker.arrived("b");
  const auto c = tracker.arrived("c");
  QCOMPARE(tracker.done(c), 0U);
  QCOMPARE(tracker.position(), ""sv);
  QCOMPARE(tracker.done(a), 1U);
  QCOMPARE(tracker.position(), "a"sv);
  QCOMPARE(tracker.done(b), 2U);
  QCOMPARE(tracker.position(), "c"sv);
  QCOMPARE(tracker.unfinished(), 0U);
}

void PositionTrackerTest::an_id_without_an_event_counts_once_all_before_it_is_done() {
  PositionTracker tracker;
  tracker.passed("start");
  QCOMPARE(tracker.position(), "start"sv);
  const auto a = tracker.arrived("a");
  tracker.passed("b");
  QCOMPARE(tracker.position(), "start"sv);
  tracker.done(a);
  QCOMPARE(tracker.position(), "b"sv);
}

void PositionTrackerTest::an_event_without_an_id_keeps_the_one_before() {
  PositionTracker tracker;
  tracker.done(tracker.arrived("a"));
  QCOMPARE(tracker.done(tracker.arrived("a")), 1U);
  QCOMPARE(tracker.position(), "a"sv);
}

void PositionTrackerTest::a_reset_id_is_a_position_too() {
  PositionTracker tracker;
  tracker.done(tracker.arrived("a"));
  QCOMPARE(tracker.passed(""), 1U);
  QCOMPARE(tracker.position(), ""sv);
}

void PositionTrackerTest::done_twice_or_unknown_does_nothing() {
  PositionTracker tracker;
  const auto a = tracker.arrived("a");
  const auto b = tracker.arrived("b");
  QCOMPARE(tracker.done(0), 0U);
  QCOMPARE(tracker.done(b + 1), 0U);
  QCOMPARE(tracker.done(a), 1U);
  QCOMPARE(tracker.done(a), 0U);
  QCOMPARE(tracker.position(), "a"sv);
  tracker.done(b);
  tracker.done(b);
  QCOMPARE(tracker.position(), "b"sv);
}

void PositionTrackerTest::holds_only_what_is_unfinished() {
  PositionTracker tracker;
  const auto first = tracker.arrived("first");
  for (int i = 0; i < 1000; ++i) {
    tracker.done(tracker.arrived("later"));
  }
  QCOMPARE(tracker.unfinished(), 1001U);
  tracker.done(first);
  QCOMPARE(tracker.unfinished(), 0U);
  QCOMPARE(tracker.position(), "later"sv);
}

void PositionTrackerTest::agrees_with_a_plain_list_in_any_order() {
  std::mt19937_64 random(7);
  PositionTracker tracker;
  std::vector<bool> done;
  std::vector<std::uint64_t> unfinished;
  std::uint64_t position = 0;
  for (int step = 0; step < 4000; ++step) {
    if (unfinished.empty() || random() % 2 == 0) {
      done.push_back(false);
      const std::uint64_t number = tracker.arrived("id " + std::to_string(done.size()));
      QCOMPARE(number, done.size());
      unfinished.push_back(number);
    } else {
      std::swap(unfinished[random() % unfinished.size()], unfinished.back());
      done[unfinished.back() - 1] = true;
      position += tracker.done(unfinished.back());
      unfinished.pop_back();
    }
    const auto first_unfinished = std::find(done.begin(), done.end(), false) - done.begin();
    QCOMPARE(position, static_cast<std::uint64_t>(first_unfinished));
    if (first_unfinished > 0) {
      QCOMPARE(std::string(tracker.position()), "id " + std::to_string(first_unfinished));
    }
  }
}

QTEST_APPLESS_MAIN(PositionTrackerTest)
#include "position_tracker_test.moc"

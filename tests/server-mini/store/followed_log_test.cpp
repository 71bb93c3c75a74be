#include "store/followed_log.h"

#include <QTest>

using tidings::server::Entry;
using tidings::server::FollowedLog;
using tidings::server::LogBounds;
using tidings::server::Page;
using tidings::server::Position;
using tidings::server::WakeUp;

namespace {

using Next = FollowedLog::Next;

Position at(std::uint64_t number) {
  return {number, 0};
}
Entry entry(std::uint64_t number) {
  return {at(number), std::to_string(number)};
}
WakeUp wake_up(std::uint64_t number) {
  return {.entry = entry(number), .previous = at(number - 1)};
}
Page page(std::uint64_t trimmed, std::uint64_t last, const std::vector<std::uint64_t>& numbers,
          bool more = false) {
  Page made{.entries = {}, .bounds = {.trimmed = at(trimmed), .last = at(last)}, .more = more};
  for (const auto number : numbers)
    made.entries.push_back(entry(number));
  return made;
}
/// `1 2 3`: what a step delivers.
QByteArray delivered(const FollowedLog::Step& step) {
  QByteArray text;
  for (const auto& one : step.deliver)
    text += QByteArray::fromStdString(one.json) + ' ';
  return text.trimmed();
}
/// A log that was opened when its last entry was `last`.
FollowedLog live(std::uint64_t last) {
  FollowedLog log;
  log.on_confirmed();
  log.on_opened({.trimmed = at(0), .last = at(last)});
  return log;
}

}  // namespace

class FollowedLogTest : public QObject {
  Q_OBJECT

 private slots:
  void starts_at_the_end_of_the_log() {
    FollowedLog log;
    QVERIFY(!log.is_open());
    QCOMPARE(log.on_confirmed().next, Next::open);
    const auto step = log.on_opened({.trimmed = at(2), .last = at(5)});
    QCOMPARE(step.next, Next::nothing);
    QVERIFY(step.deliver.empty());
    QVERIFY(!step.gap);
    QVERIFY(log.position() == at(5));
  }

  void delivers_wake_ups_in_order_and_repetitions_once() {
    auto log = live(5);
    QCOMPARE(delivered(log.on_wake_up(wake_up(6))), QByteArray("6"));
    QCOMPARE(delivered(log.on_wake_up(wake_up(7))), QByteArray("7"));
    QCOMPARE(delivered(log.on_wake_up(wake_up(6))), QByteArray(""));
    QCOMPARE(delivered(log.on_wake_up(wake_up(7))), QByteArray(""));
    QVERIFY(log.position() == at(7));
  }

  void holds_what_is_published_while_it_is_being_opened() {
    FollowedLog log;
    log.on_confirmed();
    QCOMPARE(delivered(log.on_wake_up(wake_up(5))), QByteArray(""));
    QCOMPARE(delivered(log.on_wake_up(wake_up(6))), QByteArray(""));
    QCOMPARE(delivered(log.on_opened({.trimmed = at(0), .last = at(5)})), QByteArray("6"));
  }

  void reads_the_log_when_a_wake_up_shows_that_one_was_lost() {
    auto log = live(5);
    const auto step = log.on_wake_up(wake_up(8));
    QCOMPARE(step.next, Next::read);
    QVERIFY(step.deliver.empty());
    QCOMPARE(delivered(log.on_page(page(0, 8, {6, 7, 8}))), QByteArray("6 7 8"));
    QCOMPARE(delivered(log.on_wake_up(wake_up(9))), QByteArray("9"));
  }

  void reads_on_while_there_is_more() {
    auto log = live(5);
    log.on_lost();
    QCOMPARE(log.on_confirmed().next, Next::read);
    const auto first = log.on_page(page(0, 9, {6, 7}, true));
    QCOMPARE(first.next, Next::read);
    QCOMPARE(delivered(first), QByteArray("6 7"));
    QVERIFY(log.position() == at(7));
    const auto second = log.on_page(page(0, 9, {8, 9}));
    QCOMPARE(second.next, Next::nothing);
    QCOMPARE(delivered(second), QByteArray("8 9"));
  }

  void gives_what_came_meanwhile_after_what_was_read() {
    auto log = live(5);
    log.on_lost();
    log.on_confirmed();
    log.on_wake_up(wake_up(7));
    log.on_wake_up(wake_up(8));
    QCOMPARE(delivered(log.on_page(page(0, 7, {6, 7}))), QByteArray("6 7 8"));
  }

  void reads_again_when_what_came_meanwhile_does_not_join_on() {
    auto log = live(5);
    log.on_lost();
    log.on_confirmed();
    log.on_wake_up(wake_up(9));
    const auto step = log.on_page(page(0, 6, {6}));
    QCOMPARE(delivered(step), QByteArray("6"));
    QCOMPARE(step.next, Next::read);
    QCOMPARE(delivered(log.on_page(page(0, 9, {7, 8, 9}))), QByteArray("7 8 9"));
  }

  void keeps_little_while_it_reads_and_reads_again_what_did_not_fit() {
    auto log = live(5);
    log.on_lost();
    log.on_confirmed();
    for (std::uint64_t number = 6; number < 40; ++number) {
      auto large = wake_up(number);
      large.entry.json.assign(100'000, 'x');
      log.on_wake_up(std::move(large));
    }
    auto step = log.on_page(page(0, 5, {}));
    QCOMPARE(step.next, Next::read);
    std::vector<std::uint64_t> rest;
    for (std::uint64_t number = 6; number < 40; ++number)
      rest.push_back(number);
    step = log.on_page(page(0, 39, rest));
    QCOMPARE(step.deliver.size(), rest.size());
    QCOMPARE(step.next, Next::nothing);
    QVERIFY(log.position() == at(39));
  }

  void hears_nothing_while_the_connection_is_lost() {
    auto log = live(5);
    log.on_lost();
    QVERIFY(!log.is_followed());
    QCOMPARE(delivered(log.on_wake_up(wake_up(6))), QByteArray(""));
    QVERIFY(log.position() == at(5));
    QVERIFY(log.on_page(page(0, 6, {6})).deliver.empty());  // an answer that came too late
  }

  void counts_rounds_so_that_old_answers_can_be_told() {
    auto log = live(5);
    const auto before = log.round();
    log.on_lost();
    log.on_confirmed();
    QVERIFY(log.round() != before);
  }

  void tells_a_gap_when_the_log_was_trimmed_beyond_it() {
    auto log = live(5);
    log.on_lost();
    log.on_confirmed();
    const auto step = log.on_page(page(7, 9, {8, 9}));
    QVERIFY(step.gap == at(7));
    QCOMPARE(delivered(step), QByteArray("8 9"));
  }

  void tells_no_gap_when_exactly_what_it_has_was_trimmed() {
    auto log = live(5);
    log.on_lost();
    log.on_confirmed();
    const auto step = log.on_page(page(5, 6, {6}));
    QVERIFY(!step.gap);
    QCOMPARE(delivered(step), QByteArray("6"));
  }

  void goes_back_to_the_end_of_a_log_that_lost_it() {
    auto log = live(9);
    log.on_lost();
    log.on_confirmed();
    const auto step = log.on_page(page(0, 6, {}));
    QVERIFY(step.gap == at(6));
    QVERIFY(log.position() == at(6));
    QCOMPARE(step.next, Next::nothing);
    QCOMPARE(delivered(log.on_wake_up(wake_up(7))), QByteArray("7"));
  }

  void another_epoch_is_a_gap_and_everything_kept_is_news() {
    auto log = live(5);
    log.on_new_epoch();
    QCOMPARE(log.on_confirmed().next, Next::open);
    log.on_wake_up(wake_up(103));
    const auto opened = log.on_opened({.trimmed = at(100), .last = at(102)});
    QVERIFY(opened.gap == at(100));
    QCOMPARE(opened.next, Next::read);
    const auto step = log.on_page(page(100, 103, {101, 102, 103}));
    QVERIFY(!step.gap);
    QCOMPARE(delivered(step), QByteArray("101 102 103"));
    log.on_lost();
    QCOMPARE(log.on_confirmed().next, Next::read);  // told once
  }

  void an_entry_that_was_too_old_on_arrival_does_not_make_it_read_for_ever() {
    auto log = live(5);
    QCOMPARE(log.on_wake_up(wake_up(8)).next, Next::read);
    const auto step = log.on_page(page(8, 8, {}));
    QVERIFY(step.gap == at(8));
    QCOMPARE(step.next, Next::nothing);
    QCOMPARE(delivered(log.on_wake_up(wake_up(9))), QByteArray("9"));
  }
};

QTEST_GUILESS_MAIN(FollowedLogTest)
#include "followed_log_test.moc"

#include "load/sequence_check.h"

#include <QTest>

namespace tidings::load {

class SequenceCheckTest : public QObject {
  Q_OBJECT

 private:
  /// After these numbers, of a lane whose last one is `published`.
  static Findings check(std::initializer_list<std::uint32_t> numbers, std::uint32_t published,
                        std::uint32_t before_first = 0) {
    Findings findings;
    SequenceCheck sequence(before_first);
    for (const std::uint32_t number : numbers)
      sequence.on_number(number, findings);
    sequence.finish(published, findings);
    return findings;
  }

 private slots:
  void each_once_in_order_is_right() { QCOMPARE(check({1, 2, 3}, 3).total(), 0U); }

  void a_stream_that_came_later_misses_nothing_from_before() {
    QCOMPARE(check({8, 9}, 9, 7).total(), 0U);
    QCOMPARE(check({}, 7, 7).total(), 0U);
  }

  void a_hole_is_lost() {
    const Findings findings = check({1, 4}, 4);
    QCOMPARE(findings.lost, 2U);
    QCOMPARE(findings.total(), 2U);
  }

  void what_is_missing_at_the_end_is_lost() { QCOMPARE(check({1}, 3).lost, 2U); }

  void a_repetition_is_doubled() {
    const Findings findings = check({1, 2, 2, 1, 3}, 3);
    QCOMPARE(findings.doubled, 2U);
    QCOMPARE(findings.total(), 2U);
  }

  void one_that_comes_late_is_out_of_order_and_not_lost() {
    const Findings findings = check({2, 1, 3}, 3);
    QCOMPARE(findings.out_of_order, 1U);
    QCOMPARE(findings.total(), 1U);
  }

  void one_that_comes_late_and_again_is_doubled_too() {
    const Findings findings = check({2, 1, 1}, 2);
    QCOMPARE(findings.out_of_order, 1U);
    QCOMPARE(findings.doubled, 1U);
  }

  void a_number_that_was_never_published_is_a_stray() { QCOMPARE(check({1, 2}, 1).strays, 1U); }

  void a_huge_hole_is_counted_whole() { QCOMPARE(check({100'001}, 100'001).lost, 100'000U); }
};

}  // namespace tidings::load

QTEST_GUILESS_MAIN(tidings::load::SequenceCheckTest)
#include "sequence_check_test.moc"

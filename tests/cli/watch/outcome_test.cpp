#include "watch/outcome.h"

#include <QtTest>
#include <vector>

using namespace tidings::cli;
using Kind = tidings::StreamEnd::Kind;

class OutcomeTest : public QObject {
  Q_OBJECT

 private slots:
  void of_one_stream_is_what_its_end_means();
  void of_several_is_the_first_of_4_1_3_0();
};

void OutcomeTest::of_one_stream_is_what_its_end_means() {
  QCOMPARE(status_of(Kind::complete), ExitStatus::success);
  QCOMPARE(status_of(Kind::unusable), ExitStatus::failure);
  QCOMPARE(status_of(Kind::not_authorized), ExitStatus::not_authorized);
  QCOMPARE(status_of(Kind::retries_exhausted), ExitStatus::retries_exhausted);
}

void OutcomeTest::of_several_is_the_first_of_4_1_3_0() {
  const auto combined = [](const std::vector<Kind>& ends) { return combined_status(ends); };
  QCOMPARE(combined({Kind::complete, Kind::complete}), ExitStatus::success);
  QCOMPARE(combined({Kind::complete, Kind::retries_exhausted}), ExitStatus::retries_exhausted);
  QCOMPARE(combined({Kind::retries_exhausted, Kind::unusable}), ExitStatus::failure);
  QCOMPARE(combined({Kind::unusable, Kind::not_authorized, Kind::complete}),
           ExitStatus::not_authorized);
}

QTEST_APPLESS_MAIN(OutcomeTest)
#include "outcome_test.moc"

#include "load/latency_histogram.h"

#include <QTest>
#include <memory>

namespace tidings::load {

class LatencyHistogramTest : public QObject {
  Q_OBJECT

 private slots:
  void quantiles_are_near_to_the_truth() {
    LatencyHistogram histogram;
    for (std::int64_t us = 1; us <= 1000; ++us)
      histogram.add(us * 1000);
    QCOMPARE(histogram.count(), 1000U);
    for (const double fraction : {0.1, 0.5, 0.99}) {
      const double truth = fraction * 1e6;
      const double error = histogram.quantile(fraction) / truth - 1;
      QVERIFY2(error > -0.02 && error < 0.02, qPrintable(QString::number(error)));
    }
  }

  void the_smallest_and_the_greatest_fit() {
    LatencyHistogram histogram;
    histogram.add(-5);
    QCOMPARE(histogram.quantile(0.5), 0.0);
    histogram.clear();
    histogram.add(std::numeric_limits<std::int64_t>::max());
    QVERIFY(histogram.quantile(0.5) > 5e11);
  }

  void several_are_added_up() {
    LatencyHistogram one;
    LatencyHistogram other;
    one.add(1000);
    other.add(1'000'000);
    other.add(1'000'000);
    one.add_all_of(other);
    QCOMPARE(one.count(), 3U);
    QVERIFY(one.quantile(0.5) > 900'000);
  }

  void an_empty_one_says_nothing() { QCOMPARE(LatencyHistogram().quantile(0.5), 0.0); }
};

}  // namespace tidings::load

QTEST_GUILESS_MAIN(tidings::load::LatencyHistogramTest)
#include "latency_histogram_test.moc"

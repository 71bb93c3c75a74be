#include "publish/progress_bar.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings::cli;

class ProgressBarTest : public QObject {
  Q_OBJECT

 private slots:
  void shows_the_share_and_the_counts();
  void fits_the_width_data();
  void fits_the_width();
};

void ProgressBarTest::shows_the_share_and_the_counts() {
  QCOMPARE(progress_line({0.5, 10, 0}, 40),
           "[" + std::string(9, '#') + std::string(10, ' ') + "]  50%  10 accepted");
  QCOMPARE(progress_line({0.0, 0, 0}, 40), "[" + std::string(20, ' ') + "]   0%  0 accepted");
  QCOMPARE(progress_line({1.0, 10, 2}, 60),
           "[" + std::string(28, '#') + "] 100%  10 accepted, 2 refused");
  QCOMPARE(progress_line({std::nullopt, 10, 0}, 80), std::string("10 accepted"));
}

void ProgressBarTest::fits_the_width_data() {
  QTest::addColumn<int>("width");
  for (const int width : {0, 1, 5, 20, 30, 40, 80, 300}) {
    QTest::addRow("%d columns", width) << width;
  }
}

void ProgressBarTest::fits_the_width() {
  QFETCH(int, width);
  for (const double share : {-1.0, 0.0, 0.42, 1.0, 7.0}) {
    const std::string line = progress_line({share, 123456, 7}, width);
    QVERIFY2(line.size() < static_cast<std::size_t>(std::max(width, 1)), line.c_str());
  }
}

QTEST_APPLESS_MAIN(ProgressBarTest)
#include "progress_bar_test.moc"

#include "watch/back_pressure.h"

#include <QtTest>
#include <vector>

using tidings::cli::BackPressure;
using Taker = BackPressure::Taker;

class BackPressureTest : public QObject {
  Q_OBJECT

 private slots:
  void reading_pauses_until_nobody_is_behind();
};

void BackPressureTest::reading_pauses_until_nobody_is_behind() {
  std::vector<bool> told;
  BackPressure pressure([&told](bool paused) { told.push_back(paused); });
  pressure.set_behind(Taker::hooks, false);
  QVERIFY(told.empty());
  pressure.set_behind(Taker::output, true);
  QCOMPARE(told, std::vector<bool>({true}));
  pressure.set_behind(Taker::desktop, true);
  pressure.set_behind(Taker::output, false);
  QCOMPARE(told, std::vector<bool>({true}));
  pressure.set_behind(Taker::desktop, false);
  QCOMPARE(told, std::vector<bool>({true, false}));
}

QTEST_APPLESS_MAIN(BackPressureTest)
#include "back_pressure_test.moc"

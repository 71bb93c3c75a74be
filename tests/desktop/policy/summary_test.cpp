#include "policy/summary.h"

#include <QtTest>

using namespace tidings::desktop;

namespace {

HistoryEntry entry(qint64 row, const QString& type, const QString& title = {}, int priority = 3) {
  HistoryEntry entry;
  entry.row = row;
  entry.type = type;
  entry.title = title;
  entry.priority = priority;
  return entry;
}

}  // namespace

class SummaryTest : public QObject {
  Q_OBJECT

 private slots:
  void counts_what_is_of_one_family_by_its_name();
  void counts_several_families_apart();
  void says_that_a_digest_is_one();
  void names_urgent_ones_and_counts_the_rest_of_them();
  void counts_each_entry_once_and_lets_go_of_those_that_were_read();
  void keeps_lines_short();
  void stays_bounded();
};

void SummaryTest::counts_what_is_of_one_family_by_its_name() {
  Summary summary(Summary::Kind::burst);
  for (qint64 row = 1; row <= 12; ++row) {
    summary.add(entry(row, "order.new", QStringLiteral("Order %1").arg(row)));
  }
  QCOMPARE(summary.title(), QStringLiteral("12 new order(s)"));
  QCOMPARE(summary.body(), QStringLiteral("Newest: Order 12"));
}

void SummaryTest::counts_several_families_apart() {
  Summary summary(Summary::Kind::burst);
  summary.add(entry(1, "order.new"));
  summary.add(entry(2, "order.paid"));
  summary.add(entry(3, "message"));
  summary.add(entry(4, "task.assigned"));
  summary.add(entry(5, ""));
  QCOMPARE(summary.title(), QStringLiteral("5 new notification(s)"));
  QCOMPARE(summary.body(), QStringLiteral("2 order(s), 1 task(s), 1 message(s), 1 other(s)"));
}

void SummaryTest::says_that_a_digest_is_one() {
  Summary summary(Summary::Kind::digest);
  summary.add(entry(1, "order.new", "A"));
  summary.add(entry(2, "order.new", "B"));
  QCOMPARE(summary.title(), QStringLiteral("While you were away: 2 new order(s)"));
}

void SummaryTest::names_urgent_ones_and_counts_the_rest_of_them() {
  Summary summary(Summary::Kind::digest);
  QVERIFY(!summary.has_urgent());
  for (qint64 row = 1; row <= 5; ++row) {
    summary.add(entry(row, "order.new", QStringLiteral("Fire %1").arg(row), 5));
    summary.add(entry(100 + row, "order.new", "quiet"));
  }
  QVERIFY(summary.has_urgent());
  QCOMPARE(summary.body(), QStringLiteral("Urgent: Fire 1; Fire 2; Fire 3; 2 more"));
}

void SummaryTest::counts_each_entry_once_and_lets_go_of_those_that_were_read() {
  Summary summary(Summary::Kind::burst);
  summary.add(entry(2, "order.new", "two"));
  summary.add(entry(1, "order.new", "one"));
  summary.add(entry(1, "order.new", "one"));
  QCOMPARE(summary.count(), 2);
  QCOMPARE(summary.rows(), QList<qint64>({1, 2}));
  QVERIFY(summary.remove(1));
  QVERIFY(!summary.remove(1));
  QCOMPARE(summary.count(), 1);
  QCOMPARE(summary.body(), QString());
  summary.clear();
  QCOMPARE(summary.count(), 0);
}

void SummaryTest::keeps_lines_short() {
  Summary summary(Summary::Kind::burst);
  summary.add(entry(1, "order.new", QString(256, 'x') + "\nsecond line"));
  QVERIFY(summary.body().size() < 120);
  QVERIFY(!summary.body().contains('\n'));
}

void SummaryTest::stays_bounded() {
  Summary summary(Summary::Kind::burst);
  for (qint64 row = 1; row <= 30'000; ++row) {
    summary.add(entry(row, "order.new", "x"));
  }
  QCOMPARE(summary.count(), 30'000);
  QCOMPARE(summary.rows().size(), Summary::kMaxRemembered);
}

QTEST_GUILESS_MAIN(SummaryTest)
#include "summary_test.moc"

#include "policy/quiet_hours.h"

#include <QTimeZone>
#include <QtTest>

using namespace tidings::desktop;

namespace {

QDateTime at(const QString& text, const char* zone = "Europe/Istanbul") {
  QDateTime moment = QDateTime::fromString(text, Qt::ISODate);
  moment.setTimeZone(QTimeZone(zone));
  return moment;
}

QuietHours span(const QTime& begin, const QTime& end, unsigned days = 0x7f) {
  QuietHours hours;
  hours.enabled = true;
  hours.begin = begin;
  hours.end = end;
  hours.days = days;
  return hours;
}

bool is_quiet(const QuietHours& hours, const QDateTime& local) {
  return quiet_until({hours}, local).has_value();
}

constexpr unsigned kFriday = 1U << 4U;

}  // namespace

class QuietHoursTest : public QObject {
  Q_OBJECT

 private slots:
  void are_quiet_from_begin_up_to_end();
  void go_over_midnight_by_the_day_on_which_they_begin();
  void last_a_whole_day_when_they_end_as_they_begin();
  void are_off_when_switched_off_or_without_days();
  void tell_when_they_end_over_spans_that_follow_one_another();
  void end_after_a_bounded_search_when_it_is_quiet_for_ever();
  void begin_after_the_hour_that_is_skipped_in_spring();
  void are_not_cut_by_the_hour_that_comes_twice_in_autumn();
  void do_not_come_twice_in_autumn();
};

void QuietHoursTest::are_quiet_from_begin_up_to_end() {
  const QuietHours hours = span({12, 0}, {13, 30});
  QVERIFY(!is_quiet(hours, at("2026-11-26T11:59:59")));
  QVERIFY(is_quiet(hours, at("2026-11-26T12:00:00")));
  QVERIFY(is_quiet(hours, at("2026-11-26T13:29:59")));
  QVERIFY(!is_quiet(hours, at("2026-11-26T13:30:00")));
}

void QuietHoursTest::go_over_midnight_by_the_day_on_which_they_begin() {
  const QuietHours hours = span({22, 0}, {7, 0}, kFriday);
  QVERIFY(!is_quiet(hours, at("2026-11-26T23:00:00")));
  QVERIFY(!is_quiet(hours, at("2026-11-27T06:00:00")));
  QVERIFY(is_quiet(hours, at("2026-11-27T22:00:00")));
  QVERIFY(is_quiet(hours, at("2026-11-28T06:59:59")));
  QVERIFY(!is_quiet(hours, at("2026-11-28T07:00:00")));
  QVERIFY(!is_quiet(hours, at("2026-11-28T23:00:00")));
}

void QuietHoursTest::last_a_whole_day_when_they_end_as_they_begin() {
  const QuietHours hours = span({9, 0}, {9, 0}, kFriday);
  QVERIFY(!is_quiet(hours, at("2026-11-27T08:59:59")));
  QVERIFY(is_quiet(hours, at("2026-11-28T08:59:59")));
  QVERIFY(!is_quiet(hours, at("2026-11-28T09:00:00")));
}

void QuietHoursTest::are_off_when_switched_off_or_without_days() {
  QuietHours off = span({0, 0}, {0, 0});
  off.enabled = false;
  QVERIFY(!is_quiet(off, at("2026-11-26T12:00:00")));
  QVERIFY(!is_quiet(span({0, 0}, {0, 0}, 0), at("2026-11-26T12:00:00")));
}

void QuietHoursTest::tell_when_they_end_over_spans_that_follow_one_another() {
  const QList<QuietHours> spans{span({22, 0}, {7, 0}), span({6, 30}, {8, 15}),
                                span({8, 15}, {9, 0})};
  QCOMPARE(*quiet_until(spans, at("2026-11-26T23:00:00")), at("2026-11-27T09:00:00"));
  QCOMPARE(quiet_until(spans, at("2026-11-26T23:00:00"))->timeZone(), QTimeZone("Europe/Istanbul"));
}

void QuietHoursTest::end_after_a_bounded_search_when_it_is_quiet_for_ever() {
  QVERIFY(*quiet_until({span({0, 0}, {0, 0})}, at("2026-11-26T23:00:00")) >
          at("2026-12-26T23:00:00"));
}

void QuietHoursTest::begin_after_the_hour_that_is_skipped_in_spring() {
  // In Berlin the clocks went from 02:00 to 03:00 on 2026-03-29.
  const QuietHours hours = span({2, 30}, {5, 0});
  QVERIFY(!is_quiet(hours, at("2026-03-29T01:59:59", "Europe/Berlin")));
  QVERIFY(is_quiet(hours, at("2026-03-29T03:30:00", "Europe/Berlin")));
  QCOMPARE(*quiet_until({hours}, at("2026-03-29T04:00:00", "Europe/Berlin")),
           at("2026-03-29T05:00:00", "Europe/Berlin"));
  QVERIFY(is_quiet(span({22, 0}, {2, 30}), at("2026-03-29T01:59:59", "Europe/Berlin")));
  QVERIFY(!is_quiet(span({22, 0}, {2, 30}), at("2026-03-29T03:30:00", "Europe/Berlin")));
}

void QuietHoursTest::are_not_cut_by_the_hour_that_comes_twice_in_autumn() {
  // 02:00-03:00 came twice on 2026-10-25.
  const QuietHours hours = span({2, 30}, {5, 0});
  const QTimeZone berlin("Europe/Berlin");
  const QDateTime first(QDate(2026, 10, 25), QTime(0, 30), Qt::UTC);
  QVERIFY(!is_quiet(hours, first.addSecs(-1).toTimeZone(berlin)));
  for (int minutes = 0; minutes < 210; minutes += 10) {
    QVERIFY(is_quiet(hours, first.addSecs(60 * minutes).toTimeZone(berlin)));
  }
  QVERIFY(!is_quiet(hours, first.addSecs(60 * 210).toTimeZone(berlin)));
}

void QuietHoursTest::do_not_come_twice_in_autumn() {
  const QuietHours hours = span({23, 0}, {2, 30});
  const QTimeZone berlin("Europe/Berlin");
  const QDateTime first_end(QDate(2026, 10, 25), QTime(0, 30), Qt::UTC);
  QVERIFY(is_quiet(hours, first_end.addSecs(-1).toTimeZone(berlin)));
  QVERIFY(!is_quiet(hours, first_end.toTimeZone(berlin)));
  QVERIFY(!is_quiet(hours, first_end.addSecs(40 * 60).toTimeZone(berlin)));
}

QTEST_GUILESS_MAIN(QuietHoursTest)
#include "quiet_hours_test.moc"

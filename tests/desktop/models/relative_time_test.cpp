#include "models/relative_time.h"

#include <QTimeZone>
#include <QtTest>

using namespace tidings::desktop;

class RelativeTimeTest : public QObject {
  Q_OBJECT

 private slots:
  void is_short_and_tells_enough_data();
  void is_short_and_tells_enough();
  void counts_days_by_the_calendar_where_the_user_is();
  void says_nothing_of_a_moment_that_is_none();
  void tells_the_whole_moment_for_details();
};

void RelativeTimeTest::is_short_and_tells_enough_data() {
  QTest::addColumn<QString>("then");
  QTest::addColumn<QString>("said");
  // Seen on Thursday, 26 November 2026, at 14:30.
  QTest::newRow("a moment ago") << "2026-11-26T14:29:30"
                                << "now";
  QTest::newRow("ahead, by another clock") << "2026-11-26T14:31:00"
                                           << "now";
  QTest::newRow("minutes") << "2026-11-26T14:25:00"
                           << "5 min";
  QTest::newRow("an hour less a second") << "2026-11-26T13:30:01"
                                         << "59 min";
  QTest::newRow("today") << "2026-11-26T09:05:00"
                         << "09:05";
  QTest::newRow("yesterday") << "2026-11-25T23:59:00"
                             << "Yesterday";
  QTest::newRow("this week") << "2026-11-20T12:00:00"
                             << "Fri";
  QTest::newRow("a week ago") << "2026-11-19T12:00:00"
                              << "19 Nov";
  QTest::newRow("last year") << "2025-12-31T12:00:00"
                             << "31 Dec 2025";
}

void RelativeTimeTest::is_short_and_tells_enough() {
  QFETCH(const QString, then);
  QFETCH(const QString, said);
  const QDateTime now = QDateTime::fromString(QStringLiteral("2026-11-26T14:30:00"), Qt::ISODate);
  QCOMPARE(relative_time(QDateTime::fromString(then, Qt::ISODate).toUTC(), now, QLocale::c()),
           said);
}

void RelativeTimeTest::counts_days_by_the_calendar_where_the_user_is() {
  const QTimeZone seoul("Asia/Seoul");
  const QDateTime now(QDate(2026, 11, 26), QTime(2, 0), seoul);
  const QDateTime then(QDate(2026, 11, 25), QTime(14, 0), Qt::UTC);  // 23:00 in Seoul
  QCOMPARE(relative_time(then, now, QLocale::c()), QStringLiteral("Yesterday"));
}

void RelativeTimeTest::says_nothing_of_a_moment_that_is_none() {
  QCOMPARE(relative_time({}, QDateTime::currentDateTime(), QLocale::c()), QString());
  QCOMPARE(full_time({}, QLocale::c()), QString());
}

void RelativeTimeTest::tells_the_whole_moment_for_details() {
  const QDateTime then(QDate(2026, 11, 26), QTime(14, 3, 9));
  QCOMPARE(full_time(then.toUTC(), QLocale::c()),
           QStringLiteral("Thursday, 26 November 2026, 14:03:09"));
}

QTEST_GUILESS_MAIN(RelativeTimeTest)
#include "relative_time_test.moc"

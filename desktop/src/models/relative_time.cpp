#include "models/relative_time.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace tidings::desktop {
namespace {

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDaysWithNames = 7;

class RelativeTime {
  Q_DECLARE_TR_FUNCTIONS(tidings::desktop::RelativeTime)
};

/// The C locale's short form has seconds, which no list wants.
QString short_time(const QTime& time, const QLocale& locale) {
  return locale.language() == QLocale::C ? time.toString(QStringLiteral("HH:mm"))
                                         : locale.toString(time, QLocale::ShortFormat);
}

}  // namespace

QString relative_time(const QDateTime& then, const QDateTime& now, const QLocale& locale) {
  if (!then.isValid()) {
    return {};
  }
  const QDateTime local = then.toTimeZone(now.timeZone());
  const qint64 seconds = local.secsTo(now);
  if (seconds < kMinute) {
    return RelativeTime::tr("now");
  }
  if (seconds < kHour) {
    return RelativeTime::tr("%n min", "minutes ago, in a narrow column",
                            static_cast<int>(seconds / kMinute));
  }
  const qint64 days = local.date().daysTo(now.date());
  if (days == 0) {
    return short_time(local.time(), locale);
  }
  if (days == 1) {
    return RelativeTime::tr("Yesterday");
  }
  if (days < kDaysWithNames) {
    return locale.toString(local.date(), QStringLiteral("ddd"));
  }
  if (local.date().year() == now.date().year()) {
    return locale.toString(local.date(),
                           RelativeTime::tr("d MMM", "date format: day and short month"));
  }
  return locale.toString(local.date(), QLocale::ShortFormat);
}

QString full_time(const QDateTime& then, const QLocale& locale) {
  if (!then.isValid()) {
    return {};
  }
  const QDateTime local = then.toLocalTime();
  return RelativeTime::tr("%1, %2", "date, time")
      .arg(locale.toString(local.date(), QLocale::LongFormat),
           locale.toString(local.time(), QStringLiteral("HH:mm:ss")));
}

}  // namespace tidings::desktop

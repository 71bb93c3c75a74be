#pragma once

#include <QDateTime>
#include <QLocale>
#include <QString>

namespace tidings::desktop {

/// When something happened, as short as a list wants it: "now", "5 min", "14:05", "Yesterday",
/// "Mon", "12 Nov", "12/11/24". `now` is local time; what lies ahead of it counts as now.
QString relative_time(const QDateTime& then, const QDateTime& now, const QLocale& locale);

/// The whole moment in the user's time zone, for details and screen readers.
QString full_time(const QDateTime& then, const QLocale& locale);

}  // namespace tidings::desktop

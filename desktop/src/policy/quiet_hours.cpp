#include "policy/quiet_hours.h"

#include <QTimeZone>
#include <algorithm>

namespace tidings::desktop {
namespace {

/// The first moment at which the clocks of the zone show this date and time, or would have.
QDateTime moment(const QDate& date, const QTime& time, const QTimeZone& zone) {
  const QDateTime utc(date, time, Qt::UTC);
  const int before = zone.offsetFromUtc(utc.addDays(-1));
  const int after = zone.offsetFromUtc(utc.addDays(1));
  for (const int offset : {std::max(before, after), std::min(before, after)}) {
    QDateTime candidate = utc.addSecs(-offset);
    if (zone.offsetFromUtc(candidate) == offset) {
      return candidate;
    }
  }
  return utc.addSecs(-before);
}

/// The end of the span that began on `day`, if it covers `now`.
std::optional<QDateTime> end_of_span(const QuietHours& span, const QDate& day, const QDateTime& now,
                                     const QTimeZone& zone) {
  const bool begins = (span.days >> (day.dayOfWeek() - 1) & 1U) != 0;
  if (!begins) {
    return std::nullopt;
  }
  const QDateTime begin = moment(day, span.begin, zone);
  const QDateTime end = moment(span.end > span.begin ? day : day.addDays(1), span.end, zone);
  return begin <= now && now < end ? std::optional(end) : std::nullopt;
}

std::optional<QDateTime> latest_end(const QList<QuietHours>& spans, const QDateTime& now,
                                    const QTimeZone& zone) {
  std::optional<QDateTime> latest;
  const QDate today = now.toTimeZone(zone).date();
  for (const QuietHours& span : spans) {
    if (!span.enabled || !span.begin.isValid() || !span.end.isValid()) {
      continue;
    }
    for (const QDate& day : {today.addDays(-1), today}) {
      const std::optional<QDateTime> end = end_of_span(span, day, now, zone);
      if (end && (!latest || *end > *latest)) {
        latest = end;
      }
    }
  }
  return latest;
}

}  // namespace

std::optional<QDateTime> quiet_until(const QList<QuietHours>& spans, const QDateTime& local) {
  constexpr int kSpansOfAWeek = 50;
  const QTimeZone zone = local.timeZone();
  std::optional<QDateTime> end = latest_end(spans, local.toUTC(), zone);
  std::optional<QDateTime> next = end;
  // Bounded, since quiet hours may follow one another for ever.
  for (int times = 0; next && times < kSpansOfAWeek; ++times) {
    end = next;
    next = latest_end(spans, *end, zone);
  }
  return end ? std::optional(end->toTimeZone(zone)) : std::nullopt;
}

}  // namespace tidings::desktop

#pragma once

#include <QDateTime>
#include <QString>
#include <string_view>

#include "tidings/event_parser.h"
#include "tidings/mapping.h"
#include "tidings/notification.h"

#include "domain/history_entry.h"

namespace tidings::desktop {

/// What the history keeps of a notification. Text is received text: NUL becomes U+FFFD, what is
/// longer than anyone reads is cut with `…`.
HistoryEntry entry_from_notification(const Notification& notification, const QString& account,
                                     const QDateTime& received_at);

/// What the history keeps of an ordinary event. One that is no notification (plain text, an array,
/// JSON that is nested too deep) is kept as plain text: its type or first line as title.
HistoryEntry entry_from_event(const EventMapping& mapping, const Event& event,
                              const QString& account, const QDateTime& received_at);

}  // namespace tidings::desktop

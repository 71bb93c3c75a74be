#pragma once

#include <QDateTime>
#include <QString>
#include <optional>

namespace tidings::desktop {

/// Which entries a list shows; newest first. Everything given must hold.
struct HistoryFilter {
  QString text;  ///< words, each anywhere in title, body, type or group, as part of a word too
  QString account;
  QString type;
  bool unread_only = false;
  QDateTime from;   ///< inclusive, by `received_at`; invalid: open
  QDateTime until;  ///< exclusive
  bool operator==(const HistoryFilter&) const = default;
};

}  // namespace tidings::desktop

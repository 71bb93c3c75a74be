#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <vector>

namespace tidings::desktop {

/// One notification as the history keeps it and as every window, popup and rule sees it. All text
/// came from the network: show it as plain text.
struct HistoryEntry {
  /// The place in this history's order of arrival; 0 before it is stored.
  qint64 row = 0;
  QString account;  ///< the profile's name
  QString id;       ///< the notification's own: unique within its account
  QString type;
  QString title;
  QString body;
  QString url;  ///< http or https, or empty
  QString group;
  int priority = 3;       ///< 1..5
  QByteArray data;        ///< JSON exactly as it came; empty when absent
  QDateTime created_at;   ///< UTC, by the publisher; `received_at` when he did not say
  QDateTime received_at;  ///< UTC
  bool read = false;
};

/// How notifications reached us, which decides how loudly they are told.
enum class Arrival {
  live,      ///< as it happened
  catch_up,  ///< came while we were away: one digest, not fifty popups
  backlog,   ///< the kept history of an account that is new here: no popups
};

/// What a stream delivered since the last batch, in order. Storing the entries and moving the
/// account's position to `position` is one transaction.
struct ReceivedBatch {
  QString account;
  std::vector<HistoryEntry> entries;  ///< may be empty: only the position moved
  /// The stream's last event ID after these; empty: leaves the position alone.
  QByteArray position;
  Arrival arrival = Arrival::live;
};

}  // namespace tidings::desktop

Q_DECLARE_METATYPE(tidings::desktop::HistoryEntry)
Q_DECLARE_METATYPE(tidings::desktop::ReceivedBatch)

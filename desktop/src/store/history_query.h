#pragma once

#include <QStringList>
#include <optional>

#include "domain/history_entry.h"
#include "store/entry_columns.h"
#include "store/history_filter.h"
#include "store/sqlite_database.h"

namespace tidings::desktop {

/// Walks through what matches a filter, newest first, holding one entry at a time. Chooses the
/// index by what the filter says. The database's `failure` tells why it ended, if not by itself.
class HistoryQuery {
 public:
  /// `before`: only rows below it; 0: from the newest.
  HistoryQuery(SqliteDatabase& database, const HistoryFilter& filter, qint64 before);

  std::optional<HistoryEntry> next();

 private:
  struct Plan;
  static Plan plan(SqliteDatabase& database, const HistoryFilter& filter, qint64 before);
  HistoryQuery(SqliteDatabase& database, const Plan& plan);

  AccountNames names_;
  QStringList words_;  ///< what the index cannot tell
  SqliteStatement select_;
};

}  // namespace tidings::desktop

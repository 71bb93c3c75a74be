#pragma once

#include <QCache>
#include <QList>

#include "domain/history_entry.h"

namespace tidings::desktop {

/// The entries looked at lately, bounded by what they weigh.
class EntryCache {
 public:
  static constexpr int kLimitBytes = 4 << 20;

  EntryCache();
  /// Null when it is not here. Valid until the next call.
  [[nodiscard]] HistoryEntry* find(qint64 row) { return entries_.object(row); }
  void insert(const HistoryEntry& entry);
  void insert(const QList<HistoryEntry>& entries);
  void remove(qint64 row) { entries_.remove(row); }
  void clear() { entries_.clear(); }
  [[nodiscard]] int bytes() const { return static_cast<int>(entries_.totalCost()); }

 private:
  QCache<qint64, HistoryEntry> entries_;
};

}  // namespace tidings::desktop

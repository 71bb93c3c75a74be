#include "models/entry_cache.h"

#include <algorithm>
#include <memory>

namespace tidings::desktop {
namespace {

qsizetype weight(const HistoryEntry& entry) {
  const qsizetype characters = entry.account.size() + entry.id.size() + entry.type.size() +
                               entry.title.size() + entry.body.size() + entry.url.size() +
                               entry.group.size();
  return static_cast<qsizetype>(sizeof(HistoryEntry)) + 2 * characters + entry.data.size();
}

}  // namespace

EntryCache::EntryCache() : entries_(kLimitBytes) {}

void EntryCache::insert(const HistoryEntry& entry) {
  // An entry heavier than the cache would not be kept at all, and asked for again at each paint.
  const qsizetype cost = std::min<qsizetype>(weight(entry), kLimitBytes / 2);
  entries_.insert(entry.row, std::make_unique<HistoryEntry>(entry).release(), cost);
}

void EntryCache::insert(const QList<HistoryEntry>& entries) {
  for (const HistoryEntry& entry : entries) {
    insert(entry);
  }
}

}  // namespace tidings::desktop

#pragma once

#include <QString>
#include <vector>

#include "domain/history_entry.h"

namespace tidings::test {

/// An entry as the service hands it over.
inline desktop::HistoryEntry entry(const QString& id, const QString& title,
                                   const QString& body = {}) {
  desktop::HistoryEntry entry;
  entry.account = QStringLiteral("shop");
  entry.id = id;
  entry.type = QStringLiteral("order.new");
  entry.title = title;
  entry.body = body;
  entry.received_at = QDateTime::currentDateTimeUtc();
  entry.created_at = entry.received_at;
  return entry;
}

inline desktop::ReceivedBatch batch(std::vector<desktop::HistoryEntry> entries,
                                    const QByteArray& position = {}) {
  desktop::ReceivedBatch batch;
  batch.account = QStringLiteral("shop");
  batch.entries = std::move(entries);
  batch.position = position;
  return batch;
}

/// `count` entries with the ids `PREFIX1`…
inline std::vector<desktop::HistoryEntry> numbered_entries(int count, const QString& prefix = {}) {
  std::vector<desktop::HistoryEntry> entries;
  for (int number = 1; number <= count; ++number) {
    const QString text = QString::number(number);
    entries.push_back(entry(prefix + text, QStringLiteral("Order ") + text));
  }
  return entries;
}

}  // namespace tidings::test

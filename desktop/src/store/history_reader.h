#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <memory>

#include "domain/history_entry.h"
#include "store/history_filter.h"

namespace tidings::desktop {

/// A page of a list, newest first.
struct HistoryPage {
  quint64 request = 0;
  QList<HistoryEntry> entries;
  bool has_more = false;
};

/// Reads pages of the history on a thread of its own, so that a million rows never stop a window.
/// A newer request cancels what the former one still does. All calls and signals on the GUI thread.
class HistoryReader : public QObject {
  Q_OBJECT

 public:
  explicit HistoryReader(const QString& database_path, QObject* parent = nullptr);
  ~HistoryReader() override;

  /// At most `limit` entries that match and are older than row `before` (0: from the newest).
  quint64 request(const HistoryFilter& filter, qint64 before, int limit);

 signals:
  void page_ready(const tidings::desktop::HistoryPage& page);
  void failed(quint64 request, const QString& sentence);

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace tidings::desktop

Q_DECLARE_METATYPE(tidings::desktop::HistoryPage)

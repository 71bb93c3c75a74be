#pragma once

#include <QObject>
#include <QString>
#include <memory>

#include "store/export_format.h"
#include "store/history_filter.h"

namespace tidings::desktop {

/// Writes what matches a filter to a file, newest first, on a thread of its own and one entry at a
/// time: a million take no memory. The file is there once it is complete, or not at all. All calls
/// and signals on the GUI thread.
class HistoryExport : public QObject {
  Q_OBJECT

 public:
  explicit HistoryExport(const QString& database_path, QObject* parent = nullptr);
  /// Cancels what still runs.
  ~HistoryExport() override;

  /// False, and nothing begins, while another export runs.
  bool start(const HistoryFilter& filter, ExportFormat format, const QString& file_path);
  /// Ends with `failed` and an empty sentence.
  void cancel();
  [[nodiscard]] bool is_running() const;

 signals:
  /// Some times a second.
  void progressed(qint64 entries);
  void finished(qint64 entries);
  void failed(const QString& sentence);

 private:
  class Worker;
  void end();

  const QString database_path_;
  std::unique_ptr<Worker> worker_;
};

}  // namespace tidings::desktop

#pragma once

#include <QObject>
#include <QPointer>
#include <QString>

#include "store/history_export.h"
#include "store/history_filter.h"

class QProgressDialog;
class QWidget;

namespace tidings::desktop {

/// Asks where to, writes what the list shows to a CSV or JSON file, and says how it ended.
class HistoryExportDialog : public QObject {
  Q_OBJECT

 public:
  HistoryExportDialog(const QString& database_path, QWidget* window);

  void ask(const HistoryFilter& filter);
  /// By the file's name: JSON for `.json`, else CSV.
  void write(const HistoryFilter& filter, const QString& file);

 signals:
  void finished(const QString& sentence);
  void failed(const QString& sentence);

 private:
  void close_progress();

  QWidget* window_;
  HistoryExport export_;
  QPointer<QProgressDialog> progress_;
  QString file_;
};

}  // namespace tidings::desktop

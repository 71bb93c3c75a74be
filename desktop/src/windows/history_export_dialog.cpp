#include "windows/history_export_dialog.h"

#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QProgressDialog>
#include <QStandardPaths>

#include "windows/qt_new.h"

namespace tidings::desktop {
namespace {

QString proposed_file() {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  return QDir(folder).filePath(
      QStringLiteral("tidings-%1.csv").arg(QDate::currentDate().toString(Qt::ISODate)));
}

bool is_json(const QString& file) {
  return file.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive);
}

}  // namespace

HistoryExportDialog::HistoryExportDialog(const QString& database_path, QWidget* window)
    : QObject(window), window_(window), export_(database_path) {
  connect(&export_, &HistoryExport::progressed, this, [this](qint64 entries) {
    if (progress_) {
      progress_->setLabelText(tr("%1 notifications written…").arg(QLocale().toString(entries)));
    }
  });
  connect(&export_, &HistoryExport::finished, this, [this](qint64 entries) {
    close_progress();
    emit finished(tr("%n notifications exported to %1.", nullptr, static_cast<int>(entries))
                      .arg(QDir::toNativeSeparators(file_)));
  });
  connect(&export_, &HistoryExport::failed, this, [this](const QString& sentence) {
    close_progress();
    if (!sentence.isEmpty()) {
      emit failed(sentence);
    }
  });
}

void HistoryExportDialog::ask(const HistoryFilter& filter) {
  auto* dialog = qt_new<QFileDialog>(window_, tr("Export what the list shows"), proposed_file());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({tr("Table for spreadsheets (*.csv)"), tr("JSON (*.json)")});
  dialog->setDefaultSuffix(QStringLiteral("csv"));
  dialog->selectFile(QFileInfo(proposed_file()).fileName());
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& chosen) {
    dialog->setDefaultSuffix(chosen.contains(QStringLiteral(".json")) ? QStringLiteral("json")
                                                                      : QStringLiteral("csv"));
  });
  connect(dialog, &QFileDialog::fileSelected, this,
          [this, filter](const QString& file) { write(filter, file); });
  dialog->open();
}

void HistoryExportDialog::write(const HistoryFilter& filter, const QString& file) {
  const ExportFormat format = is_json(file) ? ExportFormat::json : ExportFormat::csv;
  file_ = file;
  if (!export_.start(filter, format, file)) {
    return;
  }
  progress_ = qt_new<QProgressDialog>(tr("Writing…"), tr("&Cancel"), 0, 0, window_);
  progress_->setWindowTitle(tr("Export"));
  progress_->setAttribute(Qt::WA_DeleteOnClose);
  connect(progress_, &QProgressDialog::canceled, &export_, &HistoryExport::cancel);
}

void HistoryExportDialog::close_progress() {
  if (progress_) {
    progress_->disconnect();
    progress_->close();
  }
}

}  // namespace tidings::desktop

#include "store/history_export.h"

#include <QElapsedTimer>
#include <QSaveFile>
#include <atomic>
#include <optional>
#include <thread>
#include <utility>

#include "store/history_query.h"
#include "store/sqlite_database.h"

namespace tidings::desktop {
namespace {

constexpr int kBusyTimeout = 5000;
constexpr qint64 kProgressMilliseconds = 250;

struct Outcome {
  qint64 entries = 0;
  QString sentence;
  bool ok = false;
};

QString cannot_write(const QSaveFile& file) {
  return HistoryExport::tr("“%1” cannot be written: %2.").arg(file.fileName(), file.errorString());
}

}  // namespace

class HistoryExport::Worker {
 public:
  Worker(QString database_path, HistoryFilter filter, ExportFormat format, QString file_path,
         HistoryExport* owner)
      : database_path_(std::move(database_path)),
        filter_(std::move(filter)),
        format_(format),
        file_path_(std::move(file_path)),
        owner_(owner),
        thread_([this] { run(); }) {}
  ~Worker() {
    cancel();
    thread_.join();
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void cancel() { is_cancelled_ = true; }

 private:
  void run() {
    Outcome outcome = write();
    QMetaObject::invokeMethod(
        owner_,
        [owner = owner_, outcome = std::move(outcome)] {
          owner->end();
          if (outcome.ok) {
            emit owner->finished(outcome.entries);
          } else {
            emit owner->failed(outcome.sentence);
          }
        },
        Qt::QueuedConnection);
  }

  Outcome write() {
    Outcome outcome;
    SqliteDatabase database(database_path_, SqliteDatabase::Mode::write);
    database.set_busy_timeout(kBusyTimeout);
    database.execute({"PRAGMA query_only = 1", "PRAGMA read_uncommitted = 1"});
    database.set_cancelled([this] { return is_cancelled_.load(); });
    QSaveFile file(file_path_);
    if (!file.open(QIODevice::WriteOnly)) {
      outcome.sentence = cannot_write(file);
      return outcome;
    }
    bool is_written = write_entries(database, file, outcome.entries);
    if (is_cancelled_) {
      return outcome;
    }
    if (database.failure() != SqliteFailure::none) {
      outcome.sentence = tr("The history cannot be read: %1.")
                             .arg(QString::fromStdString(database.error().message));
      return outcome;
    }
    is_written = is_written && file.commit();
    outcome.ok = is_written;
    outcome.sentence = is_written ? QString() : cannot_write(file);
    return outcome;
  }

  bool write_entries(SqliteDatabase& database, QSaveFile& file, qint64& entries) {
    QElapsedTimer since_progress;
    since_progress.start();
    bool is_written = file.write(export_begin(format_)) >= 0;
    HistoryQuery query(database, filter_, 0);
    while (is_written && !is_cancelled_) {
      const std::optional<HistoryEntry> entry = query.next();
      if (!entry) {
        break;
      }
      const QByteArray separator = entries == 0 ? QByteArray() : export_separator(format_);
      is_written = file.write(separator + export_entry(format_, *entry)) >= 0;
      ++entries;
      if (since_progress.elapsed() >= kProgressMilliseconds) {
        since_progress.restart();
        QMetaObject::invokeMethod(
            owner_, [owner = owner_, entries] { emit owner->progressed(entries); },
            Qt::QueuedConnection);
      }
    }
    const bool has_last_line = entries > 0 || format_ == ExportFormat::json;
    return is_written && (!has_last_line || file.write(export_end(format_)) >= 0);
  }

  const QString database_path_;
  const HistoryFilter filter_;
  const ExportFormat format_;
  const QString file_path_;
  HistoryExport* const owner_;
  std::atomic<bool> is_cancelled_{false};
  std::thread thread_;
};

HistoryExport::HistoryExport(const QString& database_path, QObject* parent)
    : QObject(parent), database_path_(database_path) {}

HistoryExport::~HistoryExport() = default;

bool HistoryExport::start(const HistoryFilter& filter, ExportFormat format,
                          const QString& file_path) {
  if (worker_ != nullptr) {
    return false;
  }
  worker_ = std::make_unique<Worker>(database_path_, filter, format, file_path, this);
  return true;
}

void HistoryExport::cancel() {
  if (worker_ != nullptr) {
    worker_->cancel();
  }
}

bool HistoryExport::is_running() const {
  return worker_ != nullptr;
}

void HistoryExport::end() {
  worker_.reset();
}

}  // namespace tidings::desktop

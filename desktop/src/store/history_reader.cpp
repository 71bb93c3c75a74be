#include "store/history_reader.h"

#include <QFile>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <sys/stat.h>

#include "store/history_query.h"
#include "store/sqlite_database.h"

namespace tidings::desktop {
namespace {

constexpr int kBusyTimeout = 2000;

struct Request {
  quint64 number = 0;
  HistoryFilter filter;
  qint64 before = 0;
  int limit = 0;
};

}  // namespace

/// The thread. It keeps the newest request only; a running one sees that it is no longer it.
class HistoryReader::Worker {
 public:
  Worker(QString path, HistoryReader* reader) : path_(std::move(path)), reader_(reader) {
    thread_ = std::thread([this] { run(); });
  }
  ~Worker() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
      newest_ = 0;
    }
    wake_.notify_one();
    thread_.join();
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  quint64 ask(Request request) {
    const std::lock_guard lock(mutex_);
    request.number = ++last_number_;
    newest_ = request.number;
    waiting_ = std::move(request);
    wake_.notify_one();
    return last_number_;
  }
  [[nodiscard]] bool is_newest(quint64 number) const { return newest_ == number; }

 private:
  void run() {
    while (const std::optional<Request> request = take()) {
      answer(*request);
    }
    database_.reset();
  }

  std::optional<Request> take() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return ending_ || waiting_.has_value(); });
    return ending_ ? std::nullopt : std::exchange(waiting_, std::nullopt);
  }

  void answer(const Request& request) {
    SqliteDatabase& database = connection();
    database.set_cancelled([this, number = request.number] { return !is_newest(number); });
    HistoryPage page;
    page.request = request.number;
    {
      HistoryQuery query(database, request.filter, request.before);
      while (std::optional<HistoryEntry> entry = query.next()) {
        if (page.entries.size() == request.limit) {
          page.has_more = true;
          break;
        }
        page.entries.append(std::move(*entry));
      }
    }
    if (!is_newest(request.number)) {
      database.clear_failure();
    } else if (database.failure() == SqliteFailure::none) {
      post([page = std::move(page)](HistoryReader& reader) { emit reader.page_ready(page); },
           request.number);
    } else {
      const QString reason = QString::fromStdString(database.error().message);
      database_.reset();
      post(
          [reason, number = request.number](HistoryReader& reader) {
            emit reader.failed(number, tr("The history cannot be read: %1.").arg(reason));
          },
          request.number);
    }
  }

  /// Opened anew after a failure and when the file behind the path is another one.
  SqliteDatabase& connection() {
    struct stat status {};
    (void)::stat(QFile::encodeName(path_).constData(), &status);
    if (database_ == nullptr || status.st_ino != file_) {
      file_ = status.st_ino;
      database_ = std::make_unique<SqliteDatabase>(path_, SqliteDatabase::Mode::write);
      database_->set_busy_timeout(kBusyTimeout);
      database_->execute(
          {"PRAGMA query_only = 1", "PRAGMA read_uncommitted = 1", "PRAGMA cache_size = -8000"});
    }
    return *database_;
  }

  template <class Emit>
  void post(Emit&& emit_signal, quint64 number) {
    QMetaObject::invokeMethod(
        reader_,
        [this, emit_signal = std::forward<Emit>(emit_signal), number] {
          if (is_newest(number)) {
            emit_signal(*reader_);
          }
        },
        Qt::QueuedConnection);
  }

  const QString path_;
  HistoryReader* const reader_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<Request> waiting_;
  bool ending_ = false;
  quint64 last_number_ = 0;
  std::atomic<quint64> newest_{0};
  std::unique_ptr<SqliteDatabase> database_;
  ino_t file_ = 0;
  std::thread thread_;
};

HistoryReader::HistoryReader(const QString& database_path, QObject* parent)
    : QObject(parent), worker_(std::make_unique<Worker>(database_path, this)) {}

HistoryReader::~HistoryReader() = default;

quint64 HistoryReader::request(const HistoryFilter& filter, qint64 before, int limit) {
  return worker_->ask({0, filter, before, limit});
}

}  // namespace tidings::desktop

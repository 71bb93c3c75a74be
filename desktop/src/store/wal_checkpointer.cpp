#include "store/wal_checkpointer.h"

#include <utility>

#include "store/sqlite_database.h"

namespace tidings::desktop {
namespace {

constexpr int kManyPages = 1000;

}  // namespace

WalCheckpointer::WalCheckpointer(QString path)
    : path_(std::move(path)), thread_([this] { run(); }) {}

WalCheckpointer::~WalCheckpointer() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void WalCheckpointer::committed(int pages) {
  if (pages >= kManyPages) {
    const std::lock_guard lock(mutex_);
    is_wanted_ = true;
    wake_.notify_one();
  }
}

/// The connection lasts for one checkpoint: between two there are hours.
void WalCheckpointer::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return is_wanted_ || is_ending_; });
    if (is_ending_) {
      return;
    }
    is_wanted_ = false;
    lock.unlock();
    SqliteDatabase(path_, SqliteDatabase::Mode::write).checkpoint();
    lock.lock();
  }
}

}  // namespace tidings::desktop

#pragma once

#include <QString>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tidings::desktop {

/// Writes the write-ahead log back to the file on a thread of its own: that waits for the disk,
/// which the GUI thread must not. Sleeps until the log has grown.
class WalCheckpointer {
 public:
  explicit WalCheckpointer(QString path);
  ~WalCheckpointer();
  WalCheckpointer(const WalCheckpointer&) = delete;
  WalCheckpointer& operator=(const WalCheckpointer&) = delete;

  /// `pages` are in the log. Never waits.
  void committed(int pages);

 private:
  void run();

  const QString path_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_wanted_ = false;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace tidings::desktop

#pragma once

#include <QMetaObject>
#include <QObject>
#include <mutex>
#include <utility>

namespace tidings::desktop {

/// How core's thread calls an object of the GUI thread: what is posted runs there in order, and
/// nothing of it after `close`.
class Mailbox {
 public:
  explicit Mailbox(QObject* receiver) : receiver_(receiver) {}

  /// From any thread.
  template <class Work>
  void post(Work&& work) {
    const std::lock_guard lock(mutex_);
    if (receiver_ != nullptr) {
      QMetaObject::invokeMethod(receiver_, std::forward<Work>(work), Qt::QueuedConnection);
    }
  }

  /// On the receiver's thread, before it goes.
  void close() {
    const std::lock_guard lock(mutex_);
    receiver_ = nullptr;
  }

 private:
  std::mutex mutex_;
  QObject* receiver_;
};

}  // namespace tidings::desktop

#pragma once

#include <array>
#include <cstdint>

#include <sys/epoll.h>

#include "loop/event_loop.h"

namespace tidings::server {

/// The epoll that all `FdWatch`es share: to the event loop it is one file descriptor that becomes
/// readable when any of theirs is ready.
class FdPoll {
 public:
  /// Throws when the system gives no epoll.
  FdPoll();
  FdPoll(const FdPoll&) = delete;
  FdPoll& operator=(const FdPoll&) = delete;
  ~FdPoll();

  [[nodiscard]] int fd() const { return fd_; }
  /// Tells the handlers of those that are ready; some of them, then others have their turn.
  void dispatch();
  /// Watches for other events from now on. One that watches for nothing is not told any more.
  void change(FdWatch& watch, std::uint32_t events);

 private:
  void tell(const epoll_event& ready);

  int fd_;
  std::array<epoll_event, 128> ready_{};
  int count_ = 0;  // of `ready_` that `dispatch` goes through
};

}  // namespace tidings::server

#pragma once

#include <deque>
#include <functional>

#include "store_timer.h"

namespace tidings::server {

/// Calls that wait for the loop's next round, in order: how a callback is kept out of the call that
/// took it.
class DeferredCalls {
 public:
  explicit DeferredCalls(event_base* loop);
  DeferredCalls(const DeferredCalls&) = delete;
  DeferredCalls& operator=(const DeferredCalls&) = delete;

  void add(std::function<void()> call);

 private:
  void run();

  std::deque<std::function<void()>> calls_;
  StoreTimer timer_;
};

}  // namespace tidings::server

#include "deferred_calls.h"

namespace tidings::server {

DeferredCalls::DeferredCalls(event_base* loop) : timer_(loop, [this] { run(); }) {}

void DeferredCalls::add(std::function<void()> call) {
  calls_.push_back(std::move(call));
  if (!timer_.running()) {
    timer_.start(std::chrono::milliseconds(0));
  }
}

/// Only what was there at the start: what calls add waits for the next round, so that sockets get
/// their turn.
void DeferredCalls::run() {
  for (std::size_t left = calls_.size(); left > 0; --left) {
    const auto call = std::move(calls_.front());
    calls_.pop_front();
    call();
  }
  if (!calls_.empty()) {
    timer_.start(std::chrono::milliseconds(0));
  }
}

}  // namespace tidings::server

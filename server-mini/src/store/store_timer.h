#pragma once

#include <chrono>
#include <functional>
#include <memory>

struct event;
struct event_base;

namespace tidings::server {

/// Calls a function from the loop, once per `start`. Belongs to the loop's thread; destroying it
/// (also from the function) stops it.
class StoreTimer {
 public:
  StoreTimer(event_base* loop, std::function<void()> function);

  /// Starts it anew, whether it runs or not. Zero: in the loop's next round.
  void start(std::chrono::milliseconds delay);
  void stop();
  [[nodiscard]] bool running() const;

 private:
  struct Free {
    void operator()(event* event) const;
  };
  std::unique_ptr<std::function<void()>> function_;  // does not move when the timer does
  std::unique_ptr<event, Free> event_;
};

}  // namespace tidings::server

#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "tidings/clock.h"
#include "tidings/event_loop.h"

namespace tidings::cli {

/// `--timeout` and `--idle`: a run ends after so long, or after so long without an event. On the
/// loop's thread only; must not outlive the loop.
class TimeLimits {
 public:
  struct Settings {
    std::optional<std::chrono::milliseconds> timeout;  ///< from `start` on
    std::optional<std::chrono::milliseconds> idle;     ///< from the first open stream on
  };
  struct Callbacks {
    std::function<void()> on_timeout;
    std::function<void()> on_idle;
  };

  TimeLimits(EventLoop& loop, Settings settings, Callbacks callbacks);

  void start();
  void stream_opened();
  void event_came();

 private:
  void arm_idle(BootTime when);

  EventLoop& loop_;
  Settings settings_;
  Callbacks callbacks_;
  EventLoop::Handle timeout_;
  EventLoop::Handle idle_;
  std::optional<BootTime> last_event_;  ///< or when the first stream opened
};

}  // namespace tidings::cli

#include "watch/time_limits.h"

#include <utility>

namespace tidings::cli {

TimeLimits::TimeLimits(EventLoop& loop, Settings settings, Callbacks callbacks)
    : loop_(loop), settings_(settings), callbacks_(std::move(callbacks)) {}

void TimeLimits::start() {
  if (settings_.timeout) {
    timeout_ = loop_.call_at(BootClock::now() + *settings_.timeout, callbacks_.on_timeout);
  }
}

void TimeLimits::stream_opened() {
  if (settings_.idle && !last_event_) {
    last_event_ = loop_.now();
    arm_idle(*last_event_ + *settings_.idle);
  }
}

void TimeLimits::event_came() {
  if (settings_.idle) {
    last_event_ = loop_.now();
  }
}

/// Events only note their time: the timer finds out that it went off too early and waits for the
/// rest.
void TimeLimits::arm_idle(BootTime when) {
  idle_ = loop_.call_at(when, [this] {
    const BootTime due = *last_event_ + *settings_.idle;
    if (loop_.now() >= due) {
      callbacks_.on_idle();
    } else {
      arm_idle(due);
    }
  });
}

}  // namespace tidings::cli

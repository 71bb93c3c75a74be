#include "timer.h"

#include <event2/event.h>

namespace tidings::server {
namespace {

void call(evutil_socket_t /*socket*/, short /*what*/, void* function) {
  // A copy, so that the function may destroy its timer.
  const auto copy = *static_cast<std::function<void()>*>(function);
  copy();
}

}  // namespace

Timer::Timer(event_base* loop, std::function<void()> function)
    : function_(std::make_unique<std::function<void()>>(std::move(function))),
      event_(evtimer_new(loop, call, function_.get())) {}

void Timer::Free::operator()(event* event) const {
  event_free(event);
}

void Timer::start(std::chrono::milliseconds delay) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(delay);
  const timeval time{
      .tv_sec = seconds.count(),
      .tv_usec = std::chrono::duration_cast<std::chrono::microseconds>(delay - seconds).count()};
  evtimer_add(event_.get(), &time);
}

void Timer::stop() {
  evtimer_del(event_.get());
}

bool Timer::running() const {
  return evtimer_pending(event_.get(), nullptr) != 0;
}

}  // namespace tidings::server

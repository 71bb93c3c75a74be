#include "store_timer.h"

#include <event2/event.h>

namespace tidings::server {
namespace {

void call(evutil_socket_t /*socket*/, short /*what*/, void* function) {
  // A copy, so that the function may destroy its timer.
  const auto copy = *static_cast<std::function<void()>*>(function);
  copy();
}

}  // namespace

StoreTimer::StoreTimer(event_base* loop, std::function<void()> function)
    : function_(std::make_unique<std::function<void()>>(std::move(function))),
      event_(evtimer_new(loop, call, function_.get())) {}

void StoreTimer::Free::operator()(event* event) const {
  event_free(event);
}

void StoreTimer::start(std::chrono::milliseconds delay) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(delay);
  const timeval time{
      .tv_sec = seconds.count(),
      .tv_usec = std::chrono::duration_cast<std::chrono::microseconds>(delay - seconds).count()};
  evtimer_add(event_.get(), &time);
}

void StoreTimer::stop() {
  evtimer_del(event_.get());
}

bool StoreTimer::running() const {
  return evtimer_pending(event_.get(), nullptr) != 0;
}

}  // namespace tidings::server

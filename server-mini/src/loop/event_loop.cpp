#include "loop/event_loop.h"

#include <deque>
#include <stdexcept>
#include <utility>

#include <event2/event.h>

#include "loop/fd_poll.h"

namespace tidings::server {
namespace {

timeval to_timeval(std::chrono::nanoseconds delay) {
  const auto clamped = std::max(delay, std::chrono::nanoseconds::zero());
  const auto microseconds = std::chrono::ceil<std::chrono::microseconds>(clamped);
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(microseconds);
  timeval out{};
  out.tv_sec = seconds.count();
  out.tv_usec = (microseconds - seconds).count();
  return out;
}

void call(evutil_socket_t /*fd*/, short /*what*/, void* callback) {
  (*static_cast<std::function<void()>*>(callback))();
}

event* checked(event* object) {
  if (object == nullptr)
    throw std::bad_alloc();
  return object;
}

}  // namespace

namespace detail {
void EventDeleter::operator()(event* object) const {
  event_free(object);
}
}  // namespace detail

struct EventLoop::Tasks {
  std::deque<std::function<void()>> waiting;
  detail::EventPointer wake;
  detail::EventPointer files_ready;

  static void run_all(evutil_socket_t /*fd*/, short /*what*/, void* self) {
    // What a task posts runs in the next turn, so that the loop sees its sockets in between.
    std::deque<std::function<void()>> now;
    now.swap(static_cast<Tasks*>(self)->waiting);
    for (auto& task : now)
      task();
  }
};

EventLoop::EventLoop()
    : base_(event_base_new()),
      tasks_(std::make_unique<Tasks>()),
      fd_poll_(std::make_unique<FdPoll>()) {
  if (base_ == nullptr)
    throw std::runtime_error("cannot make an event loop");
  tasks_->wake.reset(checked(event_new(base_, -1, 0, &Tasks::run_all, tasks_.get())));
  tasks_->files_ready.reset(checked(event_new(
      base_, fd_poll_->fd(), EV_READ | EV_PERSIST,
      [](evutil_socket_t, short, void* poll) { static_cast<FdPoll*>(poll)->dispatch(); },
      fd_poll_.get())));
  event_add(tasks_->files_ready.get(), nullptr);
}

EventLoop::~EventLoop() {
  tasks_.reset();
  event_base_free(base_);
}

void EventLoop::run() {
  event_base_loop(base_, EVLOOP_NO_EXIT_ON_EMPTY);
}

void EventLoop::stop() {
  event_base_loopbreak(base_);
}

void EventLoop::post(std::function<void()> task) {
  if (tasks_->waiting.empty())
    event_active(tasks_->wake.get(), 0, 0);
  tasks_->waiting.push_back(std::move(task));
}

Timer::Timer(EventLoop& loop, std::function<void()> callback)
    : callback_(std::make_unique<std::function<void()>>(std::move(callback))),
      event_(checked(evtimer_new(loop.native(), &call, callback_.get()))) {}

Timer::~Timer() = default;

void Timer::set(std::chrono::nanoseconds delay) {
  const timeval time = to_timeval(delay);
  evtimer_add(event_.get(), &time);
}

void Timer::cancel() {
  evtimer_del(event_.get());
}

bool Timer::pending() const {
  return evtimer_pending(event_.get(), nullptr) != 0;
}

SignalWatch::SignalWatch(EventLoop& loop, int number, std::function<void()> callback)
    : callback_(std::make_unique<std::function<void()>>(std::move(callback))),
      event_(checked(evsignal_new(loop.native(), number, &call, callback_.get()))) {
  evsignal_add(event_.get(), nullptr);
}

SignalWatch::~SignalWatch() = default;

std::string libevent_version() {
  return event_get_version();
}

}  // namespace tidings::server

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

struct event_base;
struct event;

/// The process's one event loop and what can be waited for on it. The only place that includes
/// libevent's headers, but for the store in Redis. Everything belongs to the thread that calls
/// `run`.
namespace tidings::server {

using SteadyTime = std::chrono::steady_clock::time_point;

class FdPoll;

class EventLoop {
 public:
  EventLoop();
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  /// Runs until `stop`.
  void run();
  /// Ends `run` after the callback that is running.
  void stop();
  /// Runs `task` in the next turn of the loop, never inside this call. In order.
  void post(std::function<void()> task);

  [[nodiscard]] SteadyTime now() const { return std::chrono::steady_clock::now(); }
  [[nodiscard]] event_base* native() const { return base_; }
  [[nodiscard]] FdPoll& fd_poll() const { return *fd_poll_; }

 private:
  struct Tasks;
  event_base* base_;
  std::unique_ptr<Tasks> tasks_;
  std::unique_ptr<FdPoll> fd_poll_;
};

namespace detail {
struct EventDeleter {
  void operator()(event* object) const;
};
using EventPointer = std::unique_ptr<event, EventDeleter>;
}  // namespace detail

/// Calls back once after a while. May be set again at any time, in its callback too.
class Timer {
 public:
  Timer(EventLoop& loop, std::function<void()> callback);
  ~Timer();
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  /// Replaces an earlier setting.
  void set(std::chrono::nanoseconds delay);
  void cancel();
  [[nodiscard]] bool pending() const;

 private:
  std::unique_ptr<std::function<void()>> callback_;
  detail::EventPointer event_;
};

/// Who hears of a file descriptor's readiness. May destroy its watch while it is told.
class FdHandler {
 public:
  virtual void on_ready(bool readable, bool writable) = 0;

 protected:
  ~FdHandler() = default;
};

/// Watches one file descriptor, which it does not own. Nothing is watched at first. Takes a tenth
/// of the memory of libevent's events, of which a server with many streams has as many.
class FdWatch {
 public:
  FdWatch(EventLoop& loop, int fd, FdHandler& handler);
  FdWatch(const FdWatch&) = delete;
  FdWatch& operator=(const FdWatch&) = delete;
  ~FdWatch() { set(false, false); }

  /// REQUIRES: the file descriptor is open, unless nothing is watched.
  void set(bool read, bool write);

 private:
  friend class FdPoll;
  FdPoll& poll_;
  FdHandler& handler_;
  int fd_;
  std::uint32_t events_ = 0;  // of epoll
};

/// Calls back in the loop for each signal of this number, until destroyed.
class SignalWatch {
 public:
  SignalWatch(EventLoop& loop, int number, std::function<void()> callback);
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

 private:
  std::unique_ptr<std::function<void()>> callback_;
  detail::EventPointer event_;
};

/// The libevent that is running, for `--version`.
std::string libevent_version();

}  // namespace tidings::server

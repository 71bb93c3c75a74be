#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "tidings/clock.h"
#include "tidings/export.h"
#include "tidings/result.h"

namespace tidings {

/// A small event loop over epoll: file descriptors, timers on CLOCK_BOOTTIME, and work posted from
/// other threads. Everything but `post` and `stop` belongs to the thread that calls `run` (before
/// `run`: to one thread at a time). Callbacks come on that thread; each may add, change and drop
/// watches and timers, its own included. An exception that leaves a callback ends the program.
class TIDINGS_API EventLoop {
 public:
  /// Fails when the system is out of file descriptors or memory.
  static Result<std::unique_ptr<EventLoop>> create();
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  /// Runs until `stop`. May be called again afterwards. Meanwhile SIGPIPE is blocked on this
  /// thread: what writes to a broken pipe or connection, in a callback too, gets the error EPIPE.
  void run() noexcept;
  /// Whether the caller is on the thread that is in `run`: in one of the loop's callbacks. From any
  /// thread.
  [[nodiscard]] bool runs_here() const noexcept;
  /// Makes `run` return before it waits again. From any thread, from a signal handler, and before
  /// `run` (which then returns at once).
  void stop() noexcept;
  /// Runs `work` on the loop's thread, in the order posted. From any thread. What is still queued
  /// when the loop is destroyed is destroyed unrun.
  void post(std::function<void()> work);

  /// The moment at which the current round of callbacks began: read once a round.
  [[nodiscard]] BootTime now() const noexcept;

  /// A hang-up or an error counts as everything asked for; `kHangUp` asks for nothing else.
  enum Interest : unsigned { kRead = 1, kWrite = 2, kHangUp = 4 };
  class Source;

  /// Stops its watch or timer when destroyed. Must not outlive the loop. Movable, empty when moved
  /// from.
  class TIDINGS_API Handle {
   public:
    Handle() = default;
    Handle(Handle&&) noexcept;
    Handle& operator=(Handle&&) noexcept;
    ~Handle();
    explicit operator bool() const noexcept { return source_ != nullptr; }
    void reset() noexcept;

   private:
    friend class EventLoop;
    explicit Handle(std::shared_ptr<Source> source);
    std::shared_ptr<Source> source_;
  };

  /// Calls `ready` with the interests that are possible on `fd` (errors and hang-ups count as both
  /// that were asked for). The descriptor stays the caller's; drop the handle before closing it.
  /// One watch a descriptor. A file that cannot be polled (a regular file) is an error.
  Result<Handle> watch(int fd, unsigned interests, std::function<void(unsigned ready)> callback);
  /// Changes what an existing watch waits for; 0 waits for nothing. REQUIRES: a handle from
  /// `watch`.
  void set_interests(const Handle& watch, unsigned interests);

  /// Calls `callback` once, not before `when`.
  [[nodiscard]] Handle call_at(BootTime when, std::function<void()> callback);

  /// Called each time just before the loop waits: the place to flush what the round has collected.
  /// Replaces the former one; empty for none.
  void before_wait(std::function<void()> callback);

 private:
  struct State;
  explicit EventLoop(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tidings

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tidings/event_loop.h"

#include "child_process.h"

namespace tidings::cli {

/// One event for the hook.
struct HookJob {
  std::string input;
  std::vector<std::string> environment;
  std::string about;  ///< names the event in messages
  /// Called when the command has ended, or could not be started; may be empty.
  std::function<void(bool succeeded)> ended;
};

/// Runs `--exec` for one event after the other, in their order, as many at once as `--exec-jobs`
/// says. On the loop's thread; must not outlive the loop.
class HookRunner {
 public:
  struct Callbacks {
    /// The queue has grown long (true) or is short again (false): stop or resume what fills it.
    std::function<void(bool backed_up)> on_backed_up;
    /// A hook failed: why, as a sentence.
    std::function<void(const std::string& reason)> on_failure;
  };

  struct Settings {
    std::string command;
    std::size_t jobs = 1;
    /// No hook starts `jobs` events or more behind the oldest that still runs: so a position that
    /// waits for that one is never more than one event a job behind.
    bool keep_together = false;
  };

  HookRunner(EventLoop& loop, Settings settings, Callbacks callbacks);

  void add(HookJob job);
  /// Starts what may start: to be called when the events added have been printed.
  void start_waiting();
  /// What has not been started will not be.
  void drop_waiting();
  /// SIGTERM to the hooks that run. The destructor kills what is left.
  void terminate();

  [[nodiscard]] bool is_idle() const { return waiting_.empty() && running_.empty(); }
  [[nodiscard]] bool is_running() const { return !running_.empty(); }

 private:
  struct Running {
    std::uint64_t number;  ///< in the order of starting
    std::string about;
    std::function<void(bool)> ended;
  };

  [[nodiscard]] bool may_start() const;
  void start(HookJob job);
  void ended(const ChildProcess* child, const Running& job, int status);
  void fail(const Running& job, const std::string& how);
  void report_pressure();

  EventLoop& loop_;
  Settings settings_;
  Callbacks callbacks_;
  std::deque<HookJob> waiting_;
  std::size_t waiting_bytes_ = 0;
  bool backed_up_ = false;
  std::vector<std::unique_ptr<ChildProcess>> running_;
  std::set<std::uint64_t> unfinished_;  ///< numbers of those that run
  std::uint64_t started_ = 0;
};

}  // namespace tidings::cli

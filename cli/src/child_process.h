#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

#include "tidings/event_loop.h"
#include "tidings/result.h"

namespace tidings::cli {

/// A command run by `sh -c`, in a process group of its own, fed from memory and watched by the
/// loop: nothing waits for it. It has our standard output and error, no other descriptor of ours,
/// and signals as usual. Destroying the object while the command runs kills its group. On the
/// loop's thread; must not outlive the loop.
class ChildProcess {
 public:
  /// `environment`: all of it, as `NAME=value`. `input` becomes its standard input; a command that
  /// does not read it is no failure. `ended` is called once, from the loop, with the status as
  /// `waitpid` gives it; the object may be destroyed in it. The error says why the command could
  /// not be started.
  static Result<std::unique_ptr<ChildProcess>> start(EventLoop& loop, const std::string& command,
                                                     const std::vector<std::string>& environment,
                                                     std::string input,
                                                     std::function<void(int status)> ended);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// SIGTERM to its group.
  void terminate() const;

 private:
  ChildProcess(EventLoop& loop, std::string input, std::function<void(int)> ended);
  Result<void> spawn(const std::string& command, const std::vector<std::string>& environment);
  Result<void> watch();
  void feed();
  void close_input();
  void reap();

  EventLoop& loop_;
  std::string input_;
  std::size_t fed_ = 0;
  std::function<void(int)> ended_;
  pid_t pid_ = -1;
  int pid_fd_ = -1;
  int input_fd_ = -1;
  EventLoop::Handle end_watch_;
  EventLoop::Handle input_watch_;
};

/// `ended with status 3`, `was ended by signal 9 (Killed)`; empty for success.
std::string failure_text(int wait_status);

}  // namespace tidings::cli

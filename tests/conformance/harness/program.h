#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <sys/types.h>

#include "conformance/harness/file_descriptor.h"

namespace tidings::conformance {

/// Where one of the program's outputs goes.
enum class Output {
  Pipe,
  Terminal,    ///< a pseudo-terminal of `terminal_columns`
  FullDevice,  ///< /dev/full: every write fails
};

struct ProgramSettings {
  std::filesystem::path executable;
  std::vector<std::string> arguments;  ///< without the program's name
  std::map<std::string, std::string> environment;
  std::filesystem::path directory;  ///< where it runs
  Output out = Output::Pipe;
  Output err = Output::Pipe;
  unsigned short terminal_columns = 80;
  /// Closes the reading end of stdout as soon as this text has come, as `head` does. Empty: never.
  std::string close_out_after;
};

/// A program under test, run as a user runs it: its own process, its outputs read all the time by a
/// thread of ours, so that it never waits for the test. Killed with its children when this object
/// goes. Every wait has a deadline and throws Failure when it passes.
class Program {
 public:
  explicit Program(const ProgramSettings& settings);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void signal(int number) const;

  /// The exit status, or 128 + the signal's number. Whether the wait is over is the caller's to
  /// say: see `require_exit`.
  int await_exit();
  /// Waits for the end and demands this exit status.
  void require_exit(int status);
  [[nodiscard]] bool running();

  [[nodiscard]] std::string out();  ///< stdout so far
  [[nodiscard]] std::string err();  ///< stderr so far
  void await_out(const std::string& text);
  void await_err(const std::string& text);
  /// Waits until stdout has this many lines.
  void await_lines(std::size_t count);

  [[nodiscard]] pid_t pid() const { return pid_; }
  /// Largest resident size in KiB; known once the program has ended.
  [[nodiscard]] long peak_memory();
  /// Command line and outputs, for a failure's report.
  [[nodiscard]] std::string description();

 private:
  void await(const std::string& what, const std::function<bool()>& reached);
  void read_outputs();
  bool read_some(FileDescriptor& from, std::string& to);
  void note_exit();

  ProgramSettings settings_;
  pid_t pid_ = -1;
  FileDescriptor process_;  ///< becomes readable when the program has ended
  FileDescriptor out_end_;
  FileDescriptor err_end_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::string out_;
  std::string err_;
  bool ended_ = false;
  int status_ = 0;
  long peak_memory_ = 0;
  std::thread reader_;
};

}  // namespace tidings::conformance

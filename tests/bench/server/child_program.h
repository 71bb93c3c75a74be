#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

#include "load/file_descriptor.h"

namespace tidings::bench {

/// A program that a measurement runs: killed with this object and with its parent. What it prints
/// goes into a file of its folder.
class ChildProgram {
 public:
  /// `words`: the program and its arguments. Throws when it cannot be started.
  ChildProgram(std::vector<std::string> words, const std::string& output_file);
  ChildProgram(ChildProgram&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
  ChildProgram& operator=(ChildProgram&&) = delete;
  ~ChildProgram();

  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] bool running() const;
  /// SIGKILL, as by a crash, and waits for the end.
  void kill();

 private:
  pid_t pid_ = -1;
};

}  // namespace tidings::bench

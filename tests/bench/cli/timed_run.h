#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

#include "load/file_descriptor.h"

namespace tidings::bench {

struct Usage {
  double cpu = 0;   ///< seconds, user and system
  double wall = 0;  ///< seconds
};

/// Runs a program to its end, its output into /dev/null. Throws when it does not end with status 0.
Usage timed_run(const std::vector<std::string>& words);

/// A program whose standard output is a pipe to us; killed with this object.
class PipedProgram {
 public:
  explicit PipedProgram(const std::vector<std::string>& words);
  PipedProgram(const PipedProgram&) = delete;
  PipedProgram& operator=(const PipedProgram&) = delete;
  ~PipedProgram();

  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] int output() const { return output_.get(); }

 private:
  pid_t pid_ = -1;
  load::FileDescriptor output_;
};

/// Seconds from the start of a program to the first byte it prints. Throws when there is none.
double seconds_to_first_byte(const std::vector<std::string>& words);

}  // namespace tidings::bench

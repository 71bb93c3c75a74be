#pragma once

#include <string>

#include "tidings/result.h"

#include "file_descriptor.h"

namespace tidings {

/// An exclusive lock between processes (flock) on a file of its own, which is made when missing and
/// stays. Released when destroyed and when the process ends.
class FileLock {
 public:
  enum class Patience { wait, fail };

  /// With `Patience::fail` a lock held elsewhere is an error; `what` says in the sentence what is
  /// locked.
  static Result<FileLock> take(const std::string& path, const std::string& what, Patience patience);

 private:
  explicit FileLock(FileDescriptor file) : file_(std::move(file)) {}
  FileDescriptor file_;
};

}  // namespace tidings

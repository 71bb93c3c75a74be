#pragma once

#include <optional>
#include <string>
#include <utility>

#include "tidings/result.h"

#include "file_descriptor.h"

namespace tidings {

/// An exclusive lock between processes (flock) on a file of its own, which is made when missing and
/// stays. Released when destroyed and when the process ends.
class FileLock {
 public:
  /// Waits while another process holds the lock. The error says in its sentence `what` could not be
  /// locked.
  static Result<FileLock> take(const std::string& path, const std::string& what);

  /// Does not wait: nothing when another process holds the lock.
  static Result<std::optional<FileLock>> try_take(const std::string& path, const std::string& what);

 private:
  explicit FileLock(FileDescriptor file) : file_(std::move(file)) {}
  FileDescriptor file_;
};

}  // namespace tidings

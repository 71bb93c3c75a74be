#pragma once

#include <chrono>
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

  /// Waits so long at most: nothing when another process still holds the lock then.
  static Result<std::optional<FileLock>> try_take(const std::string& path, const std::string& what,
                                                  std::chrono::milliseconds patience = {});

 private:
  explicit FileLock(FileDescriptor file) : file_(std::move(file)) {}
  FileDescriptor file_;
};

}  // namespace tidings

#include "file_lock.h"

#include <cerrno>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace tidings {

namespace {

Error failure(const std::string& path, const std::string& what, int error) {
  return Error{"cannot lock " + what + " with `" + path +
                   "`: " + std::error_code(error, std::generic_category()).message(),
               true};
}

/// For its owner to open again, whatever the umask.
FileDescriptor open_lock_file(const std::string& path) {
  constexpr mode_t kMode = 0600;
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode));
  struct stat status {};
  if (file && ::fstat(file.get(), &status) == 0 && (status.st_mode & kMode) != kMode) {
    ::fchmod(file.get(), kMode);
  }
  return file;
}

/// 0 or the errno.
int lock(const FileDescriptor& file, int operation) {
  while (::flock(file.get(), operation) != 0) {
    if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

}  // namespace

Result<FileLock> FileLock::take(const std::string& path, const std::string& what) {
  FileDescriptor file = open_lock_file(path);
  if (!file) {
    return failure(path, what, errno);
  }
  if (const int error = lock(file, LOCK_EX); error != 0) {
    return failure(path, what, error);
  }
  return FileLock(std::move(file));
}

Result<std::optional<FileLock>> FileLock::try_take(const std::string& path, const std::string& what,
                                                   std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds kPause{5};
  FileDescriptor file = open_lock_file(path);
  if (!file) {
    return failure(path, what, errno);
  }
  const auto deadline = std::chrono::steady_clock::now() + patience;
  int error = lock(file, LOCK_EX | LOCK_NB);
  while (error == EWOULDBLOCK && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(kPause);
    error = lock(file, LOCK_EX | LOCK_NB);
  }
  if (error == EWOULDBLOCK) {
    return std::optional<FileLock>();
  }
  if (error != 0) {
    return failure(path, what, error);
  }
  return std::optional<FileLock>(FileLock(std::move(file)));
}

}  // namespace tidings

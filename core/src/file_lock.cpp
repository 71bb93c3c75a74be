#include "file_lock.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>

namespace tidings {

Result<FileLock> FileLock::take(const std::string& path, const std::string& what,
                                Patience patience) {
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file) {
    const int error = errno;
    return Error{"cannot lock " + what + " with `" + path +
                     "`: " + std::error_code(error, std::generic_category()).message(),
                 true};
  }
  const int operation = patience == Patience::wait ? LOCK_EX : LOCK_EX | LOCK_NB;
  while (::flock(file.get(), operation) != 0) {
    const int error = errno;
    if (error == EWOULDBLOCK) {
      return Error{what + " is in use by another process: end that one or use another file", true};
    }
    if (error != EINTR) {
      return Error{"cannot lock " + what + " with `" + path +
                       "`: " + std::error_code(error, std::generic_category()).message(),
                   true};
    }
  }
  return FileLock(std::move(file));
}

}  // namespace tidings

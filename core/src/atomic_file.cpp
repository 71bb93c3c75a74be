#include "atomic_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_descriptor.h"

namespace tidings {
namespace {

Error failure(const std::string& what, const std::string& path, int error) {
  return Error{
      what + " `" + path + "`: " + std::error_code(error, std::generic_category()).message(), true};
}

struct Free {
  // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): the C library allocated it
  void operator()(char* text) const noexcept { std::free(text); }
};

/// 0 or the errno.
int write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno != EINTR) {
      return errno;
    }
    content.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
  }
  return 0;
}

/// Removes the temporary file unless it has become the real one. Its name is fixed: what a kill
/// left behind is replaced by the next write instead of gathering.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& target) : path_(target + ".new") {
    ::unlink(path_.c_str());
    // Never through a link or into a file that somebody else has put there.
    fd_ = FileDescriptor(
        ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    error_ = fd_ ? 0 : errno;
  }
  ~TemporaryFile() {
    if (fd_ && !kept_) {
      ::unlink(path_.c_str());
    }
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] int error() const { return error_; }

  /// 0 or the errno.
  int fill(std::string_view content, mode_t mode) {
    if (const int error = write_all(fd_.get(), content); error != 0) {
      return error;
    }
    return ::fchmod(fd_.get(), mode) == 0 && ::fsync(fd_.get()) == 0 ? 0 : errno;
  }
  int rename_to(const std::string& target) {
    if (::rename(path_.c_str(), target.c_str()) != 0) {
      return errno;
    }
    kept_ = true;
    return 0;
  }

 private:
  std::string path_;
  FileDescriptor fd_;
  int error_ = 0;
  bool kept_ = false;
};

}  // namespace

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, Free> resolved(::realpath(path.c_str(), nullptr));
  return resolved ? std::string(resolved.get()) : path;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) {
    return ".";
  }
  return slash == 0 ? "/" : path.substr(0, slash);
}

Result<void> write_atomically(const std::string& path, std::string_view content) {
  const std::string target = real_path(path);
  struct stat status {};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  TemporaryFile temporary(target);
  if (temporary.error() != 0) {
    return failure("cannot write beside", path, temporary.error());
  }
  const mode_t mode = exists ? status.st_mode & 07777U : mode_t{0600};
  if (const int error = temporary.fill(content, mode); error != 0) {
    return failure("cannot write", path, error);
  }
  if (const int error = temporary.rename_to(target); error != 0) {
    return failure("cannot replace", path, error);
  }
  const FileDescriptor folder(
      ::open(folder_of(target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems cannot sync a folder; the rename itself has happened.
  if (folder && ::fsync(folder.get()) != 0 && errno != EINVAL) {
    return failure("cannot sync the folder of", path, errno);
  }
  return {};
}

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) {
    return failure("cannot read", path, errno);
  }
  std::string content;
  std::array<char, 16384> piece;
  for (;;) {
    const ssize_t got = ::read(file.get(), piece.data(), piece.size());
    if (got == 0) {
      return content;
    }
    if (got < 0 && errno != EINTR) {
      return failure("cannot read", path, errno);
    }
    content.append(piece.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    if (content.size() > limit) {
      return Error{"cannot read `" + path + "`: it is larger than " + std::to_string(limit) +
                   " bytes"};
    }
  }
}

}  // namespace tidings

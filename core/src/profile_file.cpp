#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tidings/profile.h"

#include "atomic_file.h"
#include "file_lock.h"

namespace tidings {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 20;

std::string environment_value(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// `HOME`, or what the password database says: a service may run without the variable.
std::string home_folder() {
  std::string home = environment_value("HOME");
  if (!home.empty()) {
    return home;
  }
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  ::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found);
  return found == nullptr ? home : found->pw_dir;
}

std::string message(int error) {
  return std::error_code(error, std::generic_category()).message();
}

/// Makes the folders of a path that are missing, for the user alone.
Result<void> make_folders(const std::string& folder) {
  for (std::size_t slash = folder.find('/', 1);; slash = folder.find('/', slash + 1)) {
    const std::string part = folder.substr(0, slash);
    const bool made = ::mkdir(part.c_str(), 0700) == 0;
    // The umask may have taken even our own rights away.
    if (made ? ::chmod(part.c_str(), 0700) != 0 : errno != EEXIST) {
      return Error{"cannot make the folder `" + part + "`: " + message(errno), true};
    }
    if (slash == std::string::npos) {
      return {};
    }
  }
}

Result<void> check_owner(const std::string& path, const struct stat& status) {
  if (S_ISFIFO(status.st_mode)) {
    return Error{"cannot read `" + path + "`: it is a pipe, not a file"};
  }
  if (status.st_uid != ::geteuid() && status.st_uid != 0) {
    return Error{"`" + path +
                 "` belongs to another user: it names commands to run, so it must be yours"};
  }
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return Error{"`" + path +
                 "` can be changed by others, and it names commands to run: chmod go-w it"};
  }
  return {};
}

ConfigurationSource source_of(const std::string& path, mode_t mode) {
  return {path, home_folder(), (mode & (S_IRGRP | S_IROTH)) == 0};
}

}  // namespace

std::string configuration_path() {
  std::string base = environment_value("XDG_CONFIG_HOME");
  // The specification says that a relative one is to be ignored.
  if (base.empty() || base.front() != '/') {
    base = home_folder() + "/.config";
  }
  return base + "/tidings/config.toml";
}

Result<Configuration> read_configuration(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) {
      return Configuration{};
    }
    return Error{"cannot read `" + path + "`: " + message(errno)};
  }
  if (const Result<void> safe = check_owner(path, status); !safe) {
    return safe.error();
  }
  const Result<std::string> text = read_file(path, kLargestFile);
  if (!text) {
    return text.error();
  }
  return parse_configuration(*text, source_of(path, status.st_mode));
}

Result<void> change_configuration(
    const std::string& path, const std::function<Result<std::string>(std::string_view)>& edit) {
  const std::size_t slash = path.rfind('/');
  if (slash != std::string::npos && slash > 0) {
    if (Result<void> made = make_folders(path.substr(0, slash)); !made) {
      return made;
    }
  }
  const Result<FileLock> lock = FileLock::take(path + ".lock", "the configuration");
  if (!lock) {
    return lock.error();
  }
  struct stat status {};
  std::string text;
  if (::stat(path.c_str(), &status) == 0) {
    if (Result<void> safe = check_owner(path, status); !safe) {
      return safe;
    }
    const Result<std::string> read = read_file(path, kLargestFile);
    if (!read) {
      return read.error();
    }
    text = *read;
  } else if (errno != ENOENT) {
    return Error{"cannot read `" + path + "`: " + message(errno)};
  }
  const Result<std::string> changed = edit(text);
  if (!changed) {
    return changed.error();
  }
  // A new file is made for the user alone; an old one keeps its mode.
  if (const auto readable = parse_configuration(*changed, source_of(path, status.st_mode));
      !readable) {
    return readable.error();
  }
  return write_atomically(path, *changed);
}

}  // namespace tidings

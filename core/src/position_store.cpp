#include "tidings/position_store.h"

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>
#include <variant>

#include <sys/stat.h>

#include "atomic_file.h"
#include "file_lock.h"
#include "position_schedule.h"
#include "position_text.h"

namespace tidings {
namespace {

constexpr std::size_t kLargestFile = std::size_t{256} << 20;
/// A program that was killed while it started another one has left the lock to that for the moment
/// between fork and exec, and its successor is often started at once.
constexpr std::chrono::milliseconds kLockPatience{1000};
constexpr int kMostDamagedFiles = 1000;

std::string message(int error) {
  return std::error_code(error, std::generic_category()).message();
}

bool exists(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

/// A position file can be there, or be made there. True when there is one that is not empty.
Result<bool> look_at(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) {
    if (!S_ISREG(status.st_mode)) {
      return Error{"cannot keep positions in `" + path + "`: it is no regular file"};
    }
    return status.st_size > 0;
  }
  if (const int error = errno; error != ENOENT) {
    return Error{"cannot read `" + path + "`: " + message(error)};
  }
  if (::stat(folder_of(path).c_str(), &status) != 0) {
    const int error = errno;
    return Error{"cannot keep positions in `" + path + "`: its folder: " + message(error)};
  }
  return false;
}

/// The name under which a damaged file is kept. Nothing that is there is overwritten.
Result<std::string> set_aside(const std::string& path) {
  std::string name = path + ".damaged";
  for (int number = 2; exists(name) && number <= kMostDamagedFiles; ++number) {
    name = path + ".damaged-" + std::to_string(number);
  }
  if (std::rename(path.c_str(), name.c_str()) != 0) {
    const int error = errno;
    return Error{"cannot move it to `" + name + "`: " + message(error)};
  }
  return name;
}

}  // namespace

struct PositionStore::State {
  State(const std::string& file, PositionWriting writing)
      : path(real_path(file)), what("`" + file + "`"), schedule(writing) {}

  Result<void> lock_file();
  Result<void> read();
  Result<void> try_to_write();
  void warn(const std::string& sentence) { warning += (warning.empty() ? "" : "; ") + sentence; }

  std::string path;
  std::string what;  ///< the file as the user named it, for sentences
  std::optional<FileLock> lock;
  Positions positions;
  PositionSchedule schedule;
  std::string warning;
  std::string failure;  ///< that the user has been told of; empty while writing works
};

/// An error only when another process has the file.
Result<void> PositionStore::State::lock_file() {
  auto taken = FileLock::try_take(path + ".lock", what, kLockPatience);
  if (!taken) {
    failure = taken.error().message;
    warn(failure + ": positions are not kept until that works");
    return {};
  }
  lock = std::move(*taken);
  if (!lock) {
    return Error{what + " is in use by another process: end that one, or use another file", true};
  }
  return {};
}

Result<void> PositionStore::State::read() {
  const Result<bool> is_there = look_at(path);
  if (!is_there || !*is_there) {
    return is_there ? Result<void>() : is_there.error();
  }
  const Result<std::string> text = read_file(path, kLargestFile);
  if (!text) {
    return text.error();
  }
  auto read = positions_from_text(*text);
  if (std::holds_alternative<NewerPositions>(read)) {
    return Error{what + " was written by a newer version of tidings: use that, or another file"};
  }
  if (const auto* damage = std::get_if<DamagedPositions>(&read)) {
    const Result<std::string> aside = set_aside(path);
    warn(what + " is damaged (" + damage->reason + "), so the streams start without positions; " +
         (aside ? "it is kept as `" + *aside + "`" : aside.error().message));
    return {};
  }
  positions = std::move(*std::get_if<Positions>(&read));
  return {};
}

Result<void> PositionStore::State::try_to_write() {
  if (!lock) {
    auto taken = FileLock::try_take(path + ".lock", what);
    if (!taken) {
      return taken.error();
    }
    if (!*taken) {
      return Error{what + " is in use by another process", true};
    }
    lock = std::move(*taken);
  }
  return write_atomically(path, positions_to_text(positions));
}

Result<PositionStore> PositionStore::open(const std::string& path, PositionWriting writing) {
  auto state = std::make_unique<State>(path, writing);
  if (const Result<bool> possible = look_at(state->path); !possible) {
    return possible.error();
  }
  if (const Result<void> locked = state->lock_file(); !locked) {
    return locked.error();
  }
  if (const Result<void> read = state->read(); !read) {
    return read.error();
  }
  return PositionStore(std::move(state));
}

PositionStore::PositionStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
PositionStore::~PositionStore() = default;
PositionStore::PositionStore(PositionStore&&) noexcept = default;
PositionStore& PositionStore::operator=(PositionStore&&) noexcept = default;

const std::string& PositionStore::warning() const noexcept {
  return state_->warning;
}

std::optional<std::string> PositionStore::position(std::string_view stream) const {
  const auto found = state_->positions.find(stream);
  return found == state_->positions.end() ? std::nullopt : std::optional(found->second);
}

void PositionStore::set_position(std::string_view stream, std::string_view last_event_id,
                                 std::uint64_t events, BootTime now) {
  const auto found = state_->positions.find(stream);
  if (found == state_->positions.end()) {
    if (last_event_id.empty()) {
      return;
    }
    state_->positions.emplace(stream, last_event_id);
  } else if (last_event_id.empty()) {
    state_->positions.erase(found);
  } else if (found->second != last_event_id) {
    found->second.assign(last_event_id);
  } else {
    return;
  }
  state_->schedule.moved(events, now);
}

std::optional<BootTime> PositionStore::write_due() const {
  return state_->schedule.due();
}

std::optional<std::string> PositionStore::write_if_due(BootTime now) {
  return state_->schedule.is_due(now) ? write(now) : std::nullopt;
}

std::optional<std::string> PositionStore::write(BootTime now) {
  if (is_written()) {
    return std::nullopt;
  }
  if (const Result<void> written = state_->try_to_write(); !written) {
    state_->schedule.failed(now);
    if (written.error().message == state_->failure) {
      return std::nullopt;
    }
    state_->failure = written.error().message;
    return state_->failure + ": the positions are kept in memory and written as soon as that works";
  }
  state_->schedule.written();
  if (state_->failure.empty()) {
    return std::nullopt;
  }
  state_->failure.clear();
  return "positions are written to " + state_->what + " again";
}

bool PositionStore::is_written() const noexcept {
  return !state_->schedule.due().has_value();
}

}  // namespace tidings

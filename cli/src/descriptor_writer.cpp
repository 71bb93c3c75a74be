#include "descriptor_writer.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <utility>

#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tidings::cli {
namespace {

constexpr std::size_t kLargePiece = std::size_t{128} << 10;
constexpr std::size_t kBackedUp = std::size_t{1} << 20;
constexpr std::size_t kRelieved = std::size_t{256} << 10;
constexpr std::size_t kKeptCapacity = std::size_t{256} << 10;
/// The allocator holds on to what large buffers took: as much as two megabytes while the stream is
/// quiet. Not given back at once, since in a flood the next one is needed soon.
constexpr std::chrono::milliseconds kGiveBackDelay{200};

bool has_room(int fd) {
  pollfd poll{fd, POLLOUT, 0};
  return ::poll(&poll, 1, 0) == 1;
}

}  // namespace

DescriptorWriter::DescriptorWriter(EventLoop& loop, int fd, Callbacks callbacks)
    : loop_(loop), callbacks_(std::move(callbacks)), fd_(fd) {
  open(fd);
  watch_reader();
}

DescriptorWriter::~DescriptorWriter() {
  watch_.reset();
  if (reopened_ >= 0) {
    ::close(reopened_);
  }
}

void DescriptorWriter::open(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) {
    return;  // the first write says why
  }
  if (S_ISSOCK(status.st_mode)) {
    manner_ = Manner::socket;
    interests_at_rest_ = EventLoop::kHangUp;
    return;
  }
  if (S_ISFIFO(status.st_mode)) {
    interests_at_rest_ = EventLoop::kRead;
  } else if (::isatty(fd) != 1) {
    return;
  }
  const std::string path = "/proc/self/fd/" + std::to_string(fd);
  reopened_ = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (reopened_ >= 0) {
    fd_ = reopened_;
    manner_ = Manner::reopened;
  } else {
    manner_ = Manner::polled;
  }
}

void DescriptorWriter::watch_reader() {
  if (manner_ == Manner::blocking) {
    return;
  }
  auto watch = loop_.watch(fd_, interests_at_rest_, [this](unsigned ready) {
    if ((ready & EventLoop::kWrite) != 0) {
      flush();
    } else {
      fail(EPIPE);
    }
  });
  if (watch) {
    watch_ = std::move(*watch);
  }
}

void DescriptorWriter::wait_for_room(bool needed) {
  if (watch_) {
    loop_.set_interests(watch_, interests_at_rest_ | (needed ? EventLoop::kWrite : 0U));
  }
}

long DescriptorWriter::write_piece(std::string_view piece) const {
  switch (manner_) {
    case Manner::socket:
      return ::send(fd_, piece.data(), piece.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    case Manner::polled:
      if (!has_room(fd_)) {
        errno = EAGAIN;
        return -1;
      }
      return ::write(fd_, piece.data(), std::min<std::size_t>(piece.size(), PIPE_BUF));
    case Manner::blocking:
    case Manner::reopened:
      break;
  }
  return ::write(fd_, piece.data(), piece.size());
}

void DescriptorWriter::collected() {
  if (failed_) {
    buffer_.clear();
    return;
  }
  if (!backed_up_ && buffer_.size() - written_ >= kLargePiece) {
    flush();
  }
}

void DescriptorWriter::flush() {
  while (!failed_ && written_ < buffer_.size()) {
    const long count = write_piece(std::string_view(buffer_).substr(written_));
    if (count >= 0) {
      written_ += static_cast<std::size_t>(count);
      gone_out_ += static_cast<std::uint64_t>(count);
    } else if (errno == EAGAIN) {
      break;
    } else if (errno != EINTR) {
      fail(errno);
    }
  }
  tidy();
  if (!failed_) {
    wait_for_room(!is_drained());
    report_pressure();
  }
}

void DescriptorWriter::tidy() {
  if (is_drained()) {
    buffer_.clear();
    written_ = 0;
    if (buffer_.capacity() > kKeptCapacity) {
      std::string().swap(buffer_);
      give_memory_back_soon();
    }
  } else if (written_ > kBackedUp) {
    buffer_.erase(0, written_);
    written_ = 0;
  }
}

void DescriptorWriter::give_memory_back_soon() {
  if (!give_back_) {
    give_back_ = loop_.call_at(loop_.now() + kGiveBackDelay, [this] {
      give_back_.reset();
      ::malloc_trim(0);
    });
  }
}

void DescriptorWriter::report_pressure() {
  const std::size_t held = buffer_.size() - written_;
  const bool backed_up = held > (backed_up_ ? kRelieved : kBackedUp);
  if (backed_up != backed_up_) {
    backed_up_ = backed_up;
    if (callbacks_.on_backed_up) {
      callbacks_.on_backed_up(backed_up);
    }
  }
}

void DescriptorWriter::fail(int error) {
  if (failed_) {
    return;
  }
  failed_ = true;
  watch_.reset();
  buffer_.clear();
  written_ = 0;
  if (callbacks_.on_failure) {
    callbacks_.on_failure(error);
  }
}

}  // namespace tidings::cli

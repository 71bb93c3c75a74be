#include "publish/line_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "safe_text.h"

namespace tidings::cli {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Result<LineReader> LineReader::open(const std::string& path, EventLoop& loop,
                                    std::function<void()> ready) {
  if (path == "-") {
    return LineReader(STDIN_FILENO, false, loop, std::move(ready));
  }
  // A named pipe that nobody writes to yet is waited for by the loop, which hears of signals.
  const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat status {};
  if (fd < 0 || ::fstat(fd, &status) != 0) {
    return Error{"\"" + safe_line(path) + "\" cannot be read: " + std::strerror(errno)};
  }
  LineReader reader(fd, true, loop, std::move(ready));
  if (S_ISDIR(status.st_mode)) {
    return Error{"\"" + safe_line(path) + "\" cannot be read: it is a folder"};
  }
  reader.file_size_ = S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
  return reader;
}

LineReader::LineReader(int fd, bool owned, EventLoop& loop, std::function<void()> ready)
    : fd_(fd), owned_(owned), loop_(&loop), ready_(std::move(ready)) {}

LineReader::LineReader(LineReader&& other) noexcept
    : fd_(other.fd_),
      owned_(std::exchange(other.owned_, false)),
      loop_(other.loop_),
      ready_(std::move(other.ready_)),
      file_size_(other.file_size_) {}

LineReader::~LineReader() {
  watch_.reset();
  if (owned_) {
    ::close(fd_);
  }
}

LineReader::Status LineReader::next(std::string_view& line) {
  for (;;) {
    if (take_line(line)) {
      return Status::line;
    }
    if (at_end_) {
      return Status::end;
    }
    if (!fill()) {
      wait_until_ready();
      return Status::not_yet;
    }
  }
}

bool LineReader::take_line(std::string_view& line) {
  const std::size_t line_end = buffer_.find('\n', scanned_);
  const bool complete = line_end != std::string::npos;
  const bool unfinished_last = !complete && at_end_ && (start_ < buffer_.size() || skipping_);
  if (!complete && !unfinished_last) {
    scanned_ = buffer_.size();
    if (skipping_ || buffer_.size() - start_ > kLongestLine) {
      skipping_ = true;
      start_ = buffer_.size();
    }
    return false;
  }
  const std::size_t stop = complete ? line_end : buffer_.size();
  line = std::string_view(buffer_).substr(start_, stop - start_);
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  if (line_number_ == 0 && line.starts_with(kByteOrderMark)) {
    line.remove_prefix(kByteOrderMark.size());
  }
  start_ = complete ? stop + 1 : stop;
  scanned_ = start_;
  ++line_number_;
  too_long_ = std::exchange(skipping_, false) || line.size() > kLongestLine;
  line = too_long_ ? std::string_view{} : line;
  return true;
}

bool LineReader::fill() {
  pollfd poll{fd_, POLLIN, 0};
  if (::poll(&poll, 1, 0) == 0) {
    return false;
  }
  buffer_.erase(0, start_);
  scanned_ -= start_;
  start_ = 0;
  const std::size_t held = buffer_.size();
  buffer_.resize(held + kPiece);
  const ssize_t count = ::read(fd_, buffer_.data() + held, kPiece);
  const int error = errno;
  buffer_.resize(held + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (count > 0) {
    bytes_read_ += static_cast<std::uint64_t>(count);
    return true;
  }
  if (count < 0 && (error == EAGAIN || error == EINTR)) {
    return error == EINTR;
  }
  if (count < 0) {
    failure_ = std::strerror(error);
  }
  at_end_ = true;
  return true;
}

void LineReader::wait_until_ready() {
  if (watch_) {
    loop_->set_interests(watch_, EventLoop::kRead);
    return;
  }
  auto watch = loop_->watch(fd_, EventLoop::kRead, [this](unsigned) {
    loop_->set_interests(watch_, 0);
    ready_();
  });
  if (watch) {
    watch_ = std::move(*watch);
  }
}

}  // namespace tidings::cli

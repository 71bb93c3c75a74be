#include "http/socket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace tidings::server {
namespace {

constexpr std::size_t kMaxPieces = 8;

IoResult failed(IoStatus when_blocked) {
  const bool blocked = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  return {blocked ? when_blocked : IoStatus::closed, 0};
}

/// Up to this size copying is cheaper than handing the kernel a list.
constexpr std::size_t kSmall = 1024;

std::size_t size_of(std::span<const std::string_view> pieces) {
  std::size_t size = 0;
  for (const std::string_view piece : pieces)
    size += piece.size();
  return size;
}

IoResult write_small(int fd, std::span<const std::string_view> pieces) {
  std::array<char, kSmall> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled below
  char* end = bytes.data();
  for (const std::string_view piece : pieces)
    end = std::copy(piece.begin(), piece.end(), end);
  const ssize_t sent =
      send(fd, bytes.data(), static_cast<std::size_t>(end - bytes.data()), MSG_NOSIGNAL);
  if (sent < 0)
    return failed(IoStatus::wait_writable);
  return {IoStatus::done, static_cast<std::size_t>(sent)};
}

IoResult write_plain(int fd, std::span<const std::string_view> pieces) {
  if (size_of(pieces) <= kSmall)
    return write_small(fd, pieces);
  std::array<iovec, kMaxPieces> vectors{};
  const std::size_t count = std::min(pieces.size(), vectors.size());
  for (std::size_t i = 0; i < count; ++i)
    vectors.at(i) = {const_cast<char*>(pieces[i].data()), pieces[i].size()};
  msghdr message{};
  message.msg_iov = vectors.data();
  message.msg_iovlen = count;
  const ssize_t sent = sendmsg(fd, &message, MSG_NOSIGNAL);
  if (sent < 0)
    return failed(IoStatus::wait_writable);
  return {IoStatus::done, static_cast<std::size_t>(sent)};
}

}  // namespace

Socket::Socket(int fd, TlsSession session) : fd_(fd), session_(std::move(session)) {}

Socket::Socket(Socket&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), session_(std::move(other.session_)) {}

Socket::~Socket() {
  close();
}

IoResult Socket::read(char* buffer, std::size_t size) {
  if (session_)
    return tls_read(session_, buffer, size);
  const ssize_t received = recv(fd_, buffer, size, 0);
  if (received < 0)
    return failed(IoStatus::wait_readable);
  return {received == 0 ? IoStatus::closed : IoStatus::done, static_cast<std::size_t>(received)};
}

IoResult Socket::write(std::span<const std::string_view> pieces) {
  if (!session_)
    return write_plain(fd_, pieces);
  const auto first = std::find_if(pieces.begin(), pieces.end(),
                                  [](std::string_view piece) { return !piece.empty(); });
  return first == pieces.end() ? IoResult{} : tls_write(session_, *first);
}

void Socket::end_writing() {
  if (session_)
    tls_end(session_);
  shutdown(fd_, SHUT_WR);
}

void Socket::close() {
  session_.reset();
  if (fd_ >= 0)
    ::close(std::exchange(fd_, -1));
}

void Socket::set_send_buffer(std::size_t size) const {
  const int half = static_cast<int>(size / 2);  // the kernel doubles it
  setsockopt(fd_, SOL_SOCKET, SO_SNDBUF, &half, sizeof half);
}

}  // namespace tidings::server

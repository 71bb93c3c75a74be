#include "http/listener.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tidings::server {
namespace {

constexpr int kBacklog = 4096;
constexpr int kAcceptsInARow = 128;  // then others have their turn
constexpr std::chrono::milliseconds kPause{100};

union AnyAddress {
  sockaddr generic;
  sockaddr_in v4;
  sockaddr_in6 v6;
};

socklen_t fill(const ListenAddress& address, AnyAddress& out) {
  std::memset(&out, 0, sizeof out);
  if (inet_pton(AF_INET, address.host.c_str(), &out.v4.sin_addr) == 1) {
    out.v4.sin_family = AF_INET;
    out.v4.sin_port = htons(address.port);
    return sizeof out.v4;
  }
  inet_pton(AF_INET6, address.host.c_str(), &out.v6.sin6_addr);
  out.v6.sin6_family = AF_INET6;
  out.v6.sin6_port = htons(address.port);
  return sizeof out.v6;
}

std::uint16_t port_of(int fd) {
  AnyAddress address{};
  socklen_t size = sizeof address;
  getsockname(fd, &address.generic, &size);
  return ntohs(address.generic.sa_family == AF_INET ? address.v4.sin_port : address.v6.sin6_port);
}

/// A socket bound to the address, or -1 and errno.
int bind_socket(const ListenAddress& address, bool share_port) {
  const int on = 1;
  AnyAddress any{};
  const socklen_t size = fill(address, any);
  const int fd = socket(any.generic.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return fd;
  if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
      (!share_port || setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0) &&
      bind(fd, &any.generic, size) == 0)
    return fd;
  const int reason = errno;
  close(fd);
  errno = reason;
  return -1;
}

Error cannot_listen(const ListenAddress& address, int reason) {
  return Error{"cannot listen on " + address.text() + ": " + std::strerror(reason)};
}

int open_spare() {
  return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

}  // namespace

Result<AddressReservation> AddressReservation::take(const ListenAddress& address) {
  // Those who share a port don't notice one another: whoever is there is noticed by not sharing.
  const int probe = bind_socket(address, false);
  const bool free = probe >= 0 && ::listen(probe, 1) == 0;
  const int reason = errno;
  ListenAddress bound = address;
  if (probe >= 0) {
    bound.port = port_of(probe);
    close(probe);
  }
  if (!free)
    return cannot_listen(address, reason);
  const int fd = bind_socket(bound, true);
  if (fd < 0)
    return cannot_listen(bound, errno);
  return AddressReservation(fd, std::move(bound));
}

AddressReservation::AddressReservation(int fd, ListenAddress address)
    : fd_(fd), address_(std::move(address)) {}

AddressReservation::AddressReservation(AddressReservation&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), address_(std::move(other.address_)) {}

AddressReservation::~AddressReservation() {
  if (fd_ >= 0)
    close(fd_);
}

Result<std::unique_ptr<Listener>> Listener::open(EventLoop& loop, const ListenAddress& address,
                                                 bool share_port, Accept accept) {
  const int fd = bind_socket(address, share_port);
  if (fd < 0)
    return cannot_listen(address, errno);
  if (::listen(fd, kBacklog) != 0) {
    const int reason = errno;
    close(fd);
    return cannot_listen(address, reason);
  }
  ListenAddress bound = address;
  bound.port = port_of(fd);
  return std::unique_ptr<Listener>(new Listener(loop, fd, std::move(bound), std::move(accept)));
}

Listener::Listener(EventLoop& loop, int fd, ListenAddress address, Accept accept)
    : fd_(fd),
      spare_(open_spare()),
      address_(std::move(address)),
      accept_(std::move(accept)),
      watch_(loop, fd, *this),
      pause_(loop, [this] { watch_.set(true, false); }) {
  watch_.set(true, false);
}

Listener::~Listener() {
  watch_.set(false, false);
  close(fd_);
  if (spare_ >= 0)
    close(spare_);
}

void Listener::on_ready(bool /*readable*/, bool /*writable*/) {
  for (int i = 0; i < kAcceptsInARow; ++i) {
    const int fd = accept4(fd_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
      accept_(fd);
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      return turn_one_away();
    } else if (errno != EINTR && errno != ECONNABORTED) {
      return;
    }
  }
}

void Listener::turn_one_away() {
  if (spare_ >= 0) {
    close(spare_);
    const int fd = accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd >= 0)
      close(fd);
    spare_ = open_spare();
  }
  if (spare_ < 0) {
    // Nothing to turn others away with: the queue waits a moment instead of spinning.
    watch_.set(false, false);
    pause_.set(kPause);
    spare_ = open_spare();
  }
}

}  // namespace tidings::server

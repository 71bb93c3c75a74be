#include "load/loopback.h"

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>

namespace tidings::load {
namespace {

constexpr std::size_t kStreamsPerAddress = 4000;

sockaddr_in address(std::uint32_t host, std::uint16_t port) {
  sockaddr_in out{};
  out.sin_family = AF_INET;
  out.sin_addr.s_addr = htonl(host);
  out.sin_port = htons(port);
  return out;
}

const sockaddr* generic(const sockaddr_in& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

FileDescriptor new_socket(int flags) {
  FileDescriptor fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0));
  if (!fd)
    throw std::runtime_error(std::string("no socket can be made: ") + std::strerror(errno));
  const int on = 1;
  setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

}  // namespace

FileDescriptor begin_connect(std::uint16_t port, unsigned block, std::size_t number) {
  FileDescriptor fd = new_socket(SOCK_NONBLOCK);
  const int on = 1;
  // The port is chosen with the destination in view, so each source address has all of them.
  setsockopt(fd.get(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  const auto host = static_cast<std::uint32_t>(number / kStreamsPerAddress % 250 + 1);
  const sockaddr_in source = address(INADDR_LOOPBACK - 1 + ((block % 250 + 1) << 8) + host, 0);
  if (bind(fd.get(), generic(source), sizeof source) != 0)
    throw std::runtime_error(std::string("no source address on loopback: ") + std::strerror(errno));
  const sockaddr_in target = address(INADDR_LOOPBACK, port);
  if (connect(fd.get(), generic(target), sizeof target) != 0 && errno != EINPROGRESS)
    return {};
  return fd;
}

FileDescriptor connect_to(std::uint16_t port) {
  FileDescriptor fd = new_socket(0);
  const sockaddr_in target = address(INADDR_LOOPBACK, port);
  if (connect(fd.get(), generic(target), sizeof target) != 0)
    throw std::runtime_error("nobody listens on 127.0.0.1:" + std::to_string(port));
  return fd;
}

bool listens(std::uint16_t port) {
  const FileDescriptor fd = new_socket(0);
  const sockaddr_in target = address(INADDR_LOOPBACK, port);
  return connect(fd.get(), generic(target), sizeof target) == 0;
}

std::uint16_t free_port() {
  const FileDescriptor fd = new_socket(0);
  sockaddr_in bound = address(INADDR_LOOPBACK, 0);
  socklen_t size = sizeof bound;
  if (bind(fd.get(), generic(bound), size) != 0 ||
      getsockname(fd.get(), reinterpret_cast<sockaddr*>(&bound), &size) != 0)
    throw std::runtime_error("no port is free on 127.0.0.1");
  return ntohs(bound.sin_port);
}

void close_at_once(FileDescriptor& socket) {
  const linger none{1, 0};
  setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &none, sizeof none);
  socket.reset();
}

void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

}  // namespace tidings::load

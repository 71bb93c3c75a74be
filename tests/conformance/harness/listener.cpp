#include "conformance/harness/listener.h"

#include <cstring>
#include <string>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

FileDescriptor bind_to(int family, const sockaddr* address, socklen_t size) {
  FileDescriptor socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  require(::bind(socket.number(), address, size) == 0, "cannot bind the scripted server's socket");
  return socket;
}

/// Starts to connect without waiting for the outcome.
FileDescriptor start_connecting(int port) {
  FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  static_cast<void>(
      ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address));
  return socket;
}

}  // namespace

FileDescriptor bound_socket(std::string_view host) {
  const std::string text(host);
  if (text.find(':') != std::string::npos) {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    ::inet_pton(AF_INET6, text.c_str(), &address.sin6_addr);
    return bind_to(AF_INET6, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  ::inet_pton(AF_INET, text.c_str(), &address.sin_addr);
  return bind_to(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

FileDescriptor bound_unix_socket(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  require(path.native().size() < sizeof address.sun_path, "the socket's path is too long");
  std::memcpy(address.sun_path, path.c_str(), path.native().size());
  return bind_to(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

int port_of(const FileDescriptor& socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address), &size);
  // The port is at the same place in both families.
  return ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
}

SilentPort::SilentPort() : listener_(bound_socket("127.0.0.1")) {
  ::listen(listener_.number(), 0);
  first_ = start_connecting(port());
  second_ = start_connecting(port());
}

}  // namespace tidings::conformance

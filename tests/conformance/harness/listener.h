#pragma once

#include <filesystem>
#include <string_view>

#include "conformance/harness/file_descriptor.h"

namespace tidings::conformance {

/// A bound socket on a free port of `host` (an IPv4 or IPv6 address). Until `listen` is called on
/// it, its port is reserved and connections are refused.
FileDescriptor bound_socket(std::string_view host);
FileDescriptor bound_unix_socket(const std::filesystem::path& path);
int port_of(const FileDescriptor& socket);

/// A port on which connections are refused for as long as the object lives.
class RefusingPort {
 public:
  RefusingPort() : socket_(bound_socket("127.0.0.1")) {}
  [[nodiscard]] int port() const { return port_of(socket_); }

 private:
  FileDescriptor socket_;
};

/// A port on which connecting never gets an answer, neither yes nor no: its queue is full.
class SilentPort {
 public:
  SilentPort();
  [[nodiscard]] int port() const { return port_of(listener_); }

 private:
  FileDescriptor listener_;
  FileDescriptor first_;
  FileDescriptor second_;
};

}  // namespace tidings::conformance

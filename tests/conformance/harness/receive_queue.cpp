#include "conformance/harness/receive_queue.h"

#include <array>
#include <chrono>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "conformance/harness/deadline.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

constexpr std::chrono::microseconds look_again_after{200};

/// An address as /proc/net/tcp writes it.
std::string proc_form(const sockaddr_in& address) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%08" PRIX32 ":%04X", address.sin_addr.s_addr,
                static_cast<unsigned>(ntohs(address.sin_port)));
  return text.data();
}

/// The beginning of the line that describes the peer's end: its local and its remote address.
std::string peer_row(int socket) {
  sockaddr_in own{};
  sockaddr_in peer{};
  socklen_t own_size = sizeof own;
  socklen_t peer_size = sizeof peer;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&own), &own_size) != 0 ||
      ::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &peer_size) != 0) {
    return {};
  }
  return proc_form(peer) + " " + proc_form(own) + " ";
}

/// True when nothing waits at the peer, or when it has gone.
bool all_read(const std::string& row) {
  constexpr const char* nothing_waiting = ":00000000 ";
  std::ifstream connections("/proc/net/tcp");
  for (std::string line; std::getline(connections, line);) {
    const std::size_t at = line.find(row);
    if (at != std::string::npos) {
      // "<local> <remote> <state> <tx queue>:<rx queue> …"
      return line.find(nothing_waiting, at + row.size()) == at + row.size() + 3 + 8;
    }
  }
  return true;
}

}  // namespace

void await_peer_has_read(int socket) {
  const std::string row = peer_row(socket);
  const Deadline deadline;
  while (!row.empty() && !all_read(row)) {
    require(!deadline.passed(), "the program does not read what the server sends");
    std::this_thread::sleep_for(look_again_after);
  }
}

}  // namespace tidings::conformance

#pragma once

#include <cstddef>

#include <sys/types.h>

namespace tidings::bench {

/// A server in a process of its own, as thin as can be, whose connections are all event streams.
/// The measuring process tells it by a pipe what to send. One thread.
class CrowdServer {
 public:
  CrowdServer();
  ~CrowdServer();
  CrowdServer(const CrowdServer&) = delete;
  CrowdServer& operator=(const CrowdServer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  /// Sends one small event on the connection after that of the last call.
  void send_next() const;
  /// What each connection gets at once.
  struct Burst {
    std::size_t events = 0;
    std::size_t event_size = 0;
  };
  void send_to_all(Burst burst) const;

 private:
  void command(Burst burst) const;

  int port_ = 0;
  int commands_ = -1;
  pid_t process_ = -1;
};

}  // namespace tidings::bench

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "conformance/harness/deadline.h"
#include "conformance/harness/file_descriptor.h"

namespace tidings::conformance {

/// The bytes between server and program, plain or through TLS. Used by one thread.
class Channel {
 public:
  virtual ~Channel() = default;
  /// Sends all of it. False when the program has gone.
  virtual bool send(std::string_view bytes, const Deadline& deadline) = 0;
  /// Appends what arrives next to `to`. False when the program has closed or reset the connection.
  /// Throws Failure at the deadline.
  virtual bool receive(std::string& to, const Deadline& deadline) = 0;
  /// The socket underneath, -1 once closed.
  [[nodiscard]] virtual int socket() const = 0;
  /// Ends the connection in order (FIN; with TLS also its own goodbye).
  virtual void close() = 0;
};

std::unique_ptr<Channel> plain_channel(FileDescriptor socket);

/// Waits until `poll` reports `events` on the descriptor; false at the deadline.
bool await_ready(int descriptor, short events, const Deadline& deadline);

}  // namespace tidings::conformance

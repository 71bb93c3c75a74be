#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "http/tls.h"

namespace tidings::server {

enum class IoStatus {
  done,           ///< some bytes went through; there may be more
  wait_readable,  ///< nothing went through until the socket is readable
  wait_writable,  ///< the same, until it is writable
  closed,         ///< the peer has ended, or the connection is broken
};

struct IoResult {
  IoStatus status = IoStatus::done;
  std::size_t bytes = 0;
};

/// A connected, non-blocking TCP socket, with or without TLS. Owns the file descriptor.
class Socket {
 public:
  /// `session` is null without TLS.
  Socket(int fd, TlsSession session);
  ~Socket();
  Socket(Socket&& other) noexcept;
  Socket& operator=(Socket&&) = delete;

  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] bool encrypted() const { return session_ != nullptr; }
  /// There are bytes to read that the file descriptor does not tell of.
  [[nodiscard]] bool has_buffered() const { return session_ && tls_buffered(session_); }

  IoResult read(char* buffer, std::size_t size);
  /// One attempt, of as many pieces as fit. A TLS write that did not go through must be repeated
  /// with the same bytes first.
  IoResult write(std::span<const std::string_view> pieces);
  /// Says that nothing more will be written; the peer sees a clean end.
  void end_writing();
  void close();

  /// How much the kernel may hold unsent, in bytes.
  void set_send_buffer(std::size_t size) const;

 private:
  int fd_;
  TlsSession session_;
};

}  // namespace tidings::server

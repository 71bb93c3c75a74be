#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "tidings/result.h"

struct ssl_ctx_st;
struct ssl_st;

namespace tidings::server {

struct IoResult;

struct TlsSessionDeleter {
  void operator()(ssl_st* session) const;
};
/// One connection's TLS; null where there is none.
using TlsSession = std::unique_ptr<ssl_st, TlsSessionDeleter>;

/// The server's certificate and key, from PEM files. TLS 1.2 and later; the only place that calls
/// OpenSSL for connections.
class TlsCertificate {
 public:
  /// The error names the file and what is wrong with it.
  static Result<TlsCertificate> load(const std::string& certificate_file,
                                     const std::string& key_file);

  /// The server's side of a connection on `fd`, which it does not own. The handshake goes on by
  /// itself within reads and writes. Null when memory is short.
  [[nodiscard]] TlsSession accept(int fd) const;

 private:
  explicit TlsCertificate(std::shared_ptr<ssl_ctx_st> context);
  std::shared_ptr<ssl_ctx_st> context_;
};

IoResult tls_read(const TlsSession& session, char* buffer, std::size_t size);
IoResult tls_write(const TlsSession& session, std::string_view bytes);
/// Whether decrypted bytes are waiting.
bool tls_buffered(const TlsSession& session);
/// Says goodbye, so that the peer can tell an end from a cut.
void tls_end(const TlsSession& session);

}  // namespace tidings::server

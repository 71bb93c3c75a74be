#pragma once

#include <memory>
#include <string>

#include "tidings/result.h"

struct bufferevent;
struct event_base;
struct ssl_ctx_st;

namespace tidings::server {

/// What a connection to Redis by TLS (`rediss://`) needs: whom to trust. The server's certificate
/// must be valid and for the host that was asked for.
class RedisTls {
 public:
  /// `ca_file`: PEM certificates that sign the server's; empty means the system's.
  static Result<std::shared_ptr<const RedisTls>> load(const std::string& ca_file);

  /// A socket that will be connected to `host`, or null when OpenSSL can't make one. The caller
  /// frees it.
  [[nodiscard]] bufferevent* new_socket(event_base* loop, const std::string& host,
                                        int options) const;

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  explicit RedisTls(std::unique_ptr<ssl_ctx_st, Free> context);
  std::unique_ptr<ssl_ctx_st, Free> context_;
};

/// Why the TLS connection on `socket` failed; empty when OpenSSL has nothing to say.
std::string tls_error(bufferevent* socket);

}  // namespace tidings::server

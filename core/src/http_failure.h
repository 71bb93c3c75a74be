#pragma once

#include <string>

#include "tidings/http_transport.h"

namespace tidings {

/// What a transport found when a request failed.
struct HttpFailure {
  enum class Cause {
    bad_url,
    not_http,  ///< the peer speaks something else
    head_too_large,
    head_line_too_long,
    unresolved_server,
    unresolved_proxy,
    not_connected,  ///< neither refused nor reached: see `system_error`
    connect_timeout,
    proxy_refused,  ///< it took the connection, but will not connect further
    tls_handshake,
    untrusted_certificate,
    untrusted_proxy,  ///< its certificate
    unusable_ca_file,
    unusable_client_certificate,
    unusable_socket_path,
    no_answer,  ///< closed before the first byte
    broken,     ///< while sending or receiving
    cut,        ///< closed before the end that HTTP announced
    damaged_chunks,
    damaged_compression,
    unknown_compression,
    http2,
    unusable_request,  ///< it cannot be made at all
    other,
  };
  Cause cause = Cause::other;
  std::string detail;                ///< the library's own words, or empty
  int system_error = 0;              ///< errno, or 0
  std::string unreachable_proxy;     ///< `HOST:PORT` where it was a proxy that could not be reached
  int proxy_status = 0;              ///< the HTTP status by which a proxy refused, or 0
  bool credentials_refused = false;  ///< by a proxy
};

/// The failure as a sentence for users, and whether trying again makes sense: the table "What
/// counts".
HttpEnd describe_failure(const HttpFailure& failure, const HttpRequest& request);

}  // namespace tidings

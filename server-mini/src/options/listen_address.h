#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tidings/result.h"

namespace tidings::server {

/// Where the server listens: a numeric address and a port (0: any free one).
struct ListenAddress {
  std::string host = "127.0.0.1";  ///< IPv4 or IPv6, without brackets
  std::uint16_t port = 8080;

  [[nodiscard]] bool is_loopback() const;
  /// `127.0.0.1:8080`, `[::1]:8080`: as it stands in a URL.
  [[nodiscard]] std::string text() const;
};

/// Reads `ADDR:PORT`: `127.0.0.1:8080`, `[::1]:0`, `localhost:8080` (127.0.0.1), `:8080` and
/// `*:8080` (every address).
Result<ListenAddress> parse_listen_address(std::string_view text);

}  // namespace tidings::server

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidings::conformance {

/// A request as the server saw it.
struct HttpRequest {
  std::string method;
  std::string target;   ///< as sent: path and query, or a whole URL for a proxy
  std::string version;  ///< `HTTP/1.1`
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string head;  ///< the raw bytes up to and with the blank line

  /// All values of a header, in order; names compare without case.
  [[nodiscard]] std::vector<std::string> header_values(std::string_view name) const;
  /// The first value, or nothing.
  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;
};

/// Reads a complete head (with its blank line). Throws Failure where it is no HTTP request.
HttpRequest parse_request_head(std::string_view head);

/// How many bytes of body the head announces (`Content-Length`).
std::size_t announced_body_size(const HttpRequest& request);

}  // namespace tidings::conformance

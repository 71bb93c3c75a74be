#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Reading HTTP/1.1 requests (RFC 9112), strictly: whatever two parties could understand
/// differently is refused, so that nothing can be smuggled past a proxy. Pure functions, no I/O.
///
/// libevent's evhttp is not used: tried with 2.1.12, it takes two Content-Length fields, `+3`,
/// `0x3` and `Content-Length :`, answers errors in HTML of its own, its timeout is never reached by
/// a peer that sends a byte now and then, and it keeps 3.8 KB for each idle stream.
namespace tidings::server {

/// Request line and fields together, in bytes. A larger head is answered 431.
inline constexpr std::size_t kMaxHeadSize = std::size_t{16} << 10;

/// Why a request can't be read: the status to answer and a sentence. The connection ends with it.
struct BadRequest {
  int status = 400;
  std::string detail;
};

/// How long a body is.
struct BodyFraming {
  bool chunked = false;
  std::uint64_t length = 0;  ///< when not chunked

  [[nodiscard]] bool has_body() const { return chunked || length > 0; }
};

/// A request line and its fields.
struct RequestHead {
  std::string method;
  std::string target;  ///< origin form (`/path?query`), or `*`; an absolute form loses its origin
  int minor_version = 1;                                    ///< HTTP/1.0 or HTTP/1.1
  std::vector<std::pair<std::string, std::string>> fields;  ///< names in small letters
  BodyFraming body;
  bool expects_continue = false;
  bool keep_alive = true;

  /// The field's value, or nothing; the first one when it is repeated.
  [[nodiscard]] std::optional<std::string_view> field(std::string_view lower_case_name) const;
  [[nodiscard]] std::size_t count(std::string_view lower_case_name) const;
};

/// Where the head that starts at the front of `bytes` ends (behind its empty line), or nothing when
/// it is not complete. Looks only at line ends.
std::optional<std::size_t> find_head_end(std::string_view bytes);

/// Reads a complete head, its empty line included.
std::variant<RequestHead, BadRequest> parse_head(std::string_view bytes);

/// Whether `list` (comma-separated, as `Connection` is) has `token`, in any case.
bool has_token(std::string_view list, std::string_view lower_case_token);

std::string to_lower(std::string_view text);

}  // namespace tidings::server

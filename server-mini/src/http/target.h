#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidings::server {

/// A request target in its parts, decoded.
struct Target {
  std::string path;  ///< as it came: `/v1/stream`
  std::vector<std::pair<std::string, std::string>> query;

  /// The parameter's value, or nothing; the first one when it is repeated.
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
};

/// Splits `/path?a=b&c=d`. `%XX` and `+` in the query are decoded; an escape that is none stays as
/// it came.
Target parse_target(std::string_view target);

}  // namespace tidings::server

#include <cmath>
#include <cstdlib>
#include <string>

#include "tidings/json_text.h"
#include "tidings/token_source.h"

#include "base64.h"

namespace tidings {

std::optional<WallTime> jwt_expiry(std::string_view token) {
  const std::size_t first = token.find('.');
  const std::size_t second = token.find('.', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) {
    return std::nullopt;
  }
  const std::optional<std::string> payload =
      from_base64url(token.substr(first + 1, second - first - 1));
  if (!payload || !json::validate(*payload) || !json::is_object(*payload)) {
    return std::nullopt;
  }
  const std::optional<std::string_view> expiry = json::at(*payload, "/exp");
  if (!expiry || expiry->empty() ||
      (expiry->front() != '-' && (expiry->front() < '0' || expiry->front() > '9'))) {
    return std::nullopt;
  }
  // A valid JSON number is what strtod reads in any locale that writes a point; NumericDate may
  // have one.
  const double seconds = std::strtod(std::string(*expiry).c_str(), nullptr);
  if (!(std::abs(seconds) < 1e11)) {
    return std::nullopt;  // beyond any calendar: as good as no expiry
  }
  return WallTime{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
}

}  // namespace tidings

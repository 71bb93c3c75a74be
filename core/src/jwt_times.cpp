#include <cmath>
#include <cstdlib>
#include <string>

#include "tidings/json_text.h"
#include "tidings/token_source.h"

#include "base64.h"

namespace tidings {
namespace {

/// A NumericDate (RFC 7519, 2), which may have a fraction.
std::optional<WallTime> numeric_date(std::string_view claims, std::string_view pointer) {
  const std::optional<std::string_view> value = json::at(claims, pointer);
  if (!value || value->empty() ||
      (value->front() != '-' && (value->front() < '0' || value->front() > '9'))) {
    return std::nullopt;
  }
  // A valid JSON number is what strtod reads in any locale that writes a point.
  const double seconds = std::strtod(std::string(*value).c_str(), nullptr);
  // Beyond what the clock holds: as good as none.
  if (constexpr double kFarthest = 9.2e9; !(std::abs(seconds) < kFarthest)) {
    return std::nullopt;
  }
  return WallTime{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
}

/// The second of three parts, decoded; nothing when that is no JSON object.
std::optional<std::string> claims_of(std::string_view token) {
  const std::size_t first = token.find('.');
  const std::size_t second = token.find('.', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) {
    return std::nullopt;
  }
  std::optional<std::string> payload = from_base64url(token.substr(first + 1, second - first - 1));
  if (!payload || !json::validate(*payload) || !json::is_object(*payload)) {
    return std::nullopt;
  }
  return payload;
}

}  // namespace

std::optional<JwtTimes> jwt_times(std::string_view token) {
  const std::optional<std::string> claims = claims_of(token);
  if (!claims) {
    return std::nullopt;
  }
  return JwtTimes{numeric_date(*claims, "/iat"), numeric_date(*claims, "/nbf"),
                  numeric_date(*claims, "/exp")};
}

std::optional<WallTime> jwt_expiry(std::string_view token) {
  const std::optional<JwtTimes> times = jwt_times(token);
  return times ? times->expires : std::nullopt;
}

}  // namespace tidings

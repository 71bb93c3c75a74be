#include "tidings/duration.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "decimal.h"

namespace tidings {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};

constexpr std::array<Unit, 6> kUnits{{
    {"", 1'000},
    {"ms", 1},
    {"s", 1'000},
    {"m", 60'000},
    {"h", 3'600'000},
    {"d", 86'400'000},
}};
constexpr std::int64_t kLargest = 100'000 * std::int64_t{86'400'000};

Error bad(std::string_view text, std::string_view reason) {
  return Error{
      "\"" + std::string(text) + "\" " + std::string(reason) +
      ": write a number and a unit, as in 250ms, 1.5s, 45s, 5m, 1h or 14d (a bare number is "
      "seconds, 100000d is the most)"};
}

std::string two_units(std::int64_t count, std::int64_t per_large, char large, char small) {
  std::string text = std::to_string(count / per_large) + large;
  if (const auto rest = count % per_large; rest != 0) {
    text += ' ' + std::to_string(rest) + small;
  }
  return text;
}

}  // namespace

Result<std::chrono::milliseconds> parse_duration(std::string_view text) {
  const auto number = split_decimal(text);
  if (!number) {
    return bad(text, "is not a duration");
  }
  const auto* unit = std::find_if(kUnits.begin(), kUnits.end(),
                                  [&](const Unit& known) { return known.name == number->unit; });
  if (unit == kUnits.end()) {
    return bad(text, "is not a duration");
  }
  const double milliseconds = number->value * static_cast<double>(unit->milliseconds);
  if (milliseconds > static_cast<double>(kLargest)) {
    return bad(text, "is too long a duration");
  }
  return std::chrono::milliseconds(std::llround(milliseconds));
}

std::string format_duration(std::chrono::milliseconds duration) {
  const std::int64_t ms = std::clamp<std::int64_t>(duration.count(), -kLargest, kLargest);
  if (ms < 0) {
    return "-" + format_duration(std::chrono::milliseconds(-ms));
  }
  if (ms < 1'000) {
    return ms == 0 ? "0s" : std::to_string(ms) + "ms";
  }
  if (const auto tenths = (ms + 50) / 100; tenths < 600) {
    const auto fraction = tenths % 10;
    return std::to_string(tenths / 10) + (fraction == 0 ? "" : "." + std::to_string(fraction)) +
           "s";
  }
  if (const auto seconds = (ms + 500) / 1'000; seconds < 3'600) {
    return two_units(seconds, 60, 'm', 's');
  }
  if (const auto minutes = (ms + 30'000) / 60'000; minutes < 24 * 60) {
    return two_units(minutes, 60, 'h', 'm');
  }
  return two_units((ms + 1'800'000) / 3'600'000, 24, 'd', 'h');
}

}  // namespace tidings

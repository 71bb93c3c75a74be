#include "tidings/size.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "decimal.h"

namespace tidings {
namespace {

struct Unit {
  std::string_view name;
  std::uint64_t bytes;
};

constexpr std::array<Unit, 6> kUnits{{
    {"", 1},
    {"B", 1},
    {"KiB", std::uint64_t{1} << 10},
    {"MiB", std::uint64_t{1} << 20},
    {"GiB", std::uint64_t{1} << 30},
    {"TiB", std::uint64_t{1} << 40},
}};
constexpr std::uint64_t kLargest = std::uint64_t{1} << 53;

Error bad(std::string_view text, std::string_view reason) {
  return Error{"\"" + std::string(text) + "\" " + std::string(reason) +
               ": write a number and a unit, as in 64KiB, 1.5MiB or 2GiB (a bare number is bytes)"};
}

}  // namespace

Result<std::uint64_t> parse_size(std::string_view text) {
  const auto number = split_decimal(text);
  if (!number) {
    return bad(text, "is not a size");
  }
  const auto* unit = std::find_if(kUnits.begin(), kUnits.end(),
                                  [&](const Unit& known) { return known.name == number->unit; });
  if (unit == kUnits.end() || (unit->bytes == 1 && !number->whole)) {
    return bad(text, "is not a size");
  }
  const double bytes = number->value * static_cast<double>(unit->bytes);
  if (bytes > static_cast<double>(kLargest)) {
    return bad(text, "is too large a size");
  }
  return static_cast<std::uint64_t>(std::llround(bytes));
}

std::string format_size(std::uint64_t bytes) {
  // The unit is chosen after rounding to a tenth: 1023.96 KiB is written 1 MiB.
  constexpr std::array<std::string_view, 7> kNames{"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  if (bytes < 1024) {
    return std::to_string(bytes) + " B";
  }
  std::size_t unit = 0;
  auto tenths = static_cast<double>(bytes) * 10;
  while (std::round(tenths) >= 10'240 && unit + 1 < kNames.size()) {
    tenths /= 1024;
    ++unit;
  }
  const auto rounded = std::llround(tenths);
  std::string text = std::to_string(rounded / 10);
  if (rounded % 10 != 0) {
    text += '.' + std::to_string(rounded % 10);
  }
  return text + ' ' + std::string(kNames[unit]);
}

}  // namespace tidings

#pragma once

#include <optional>
#include <string_view>

namespace tidings {

/// A number as users write it before a unit: `1.5` and `KiB` of `1.5KiB`.
struct Decimal {
  double value = 0;       ///< infinity when beyond what a double holds
  bool whole = true;      ///< written without a point
  std::string_view unit;  ///< what follows the digits; may be empty
};

/// Splits digits, at most one point between digits, and the rest; nothing when `text` does not
/// start so. Independent of the locale; no sign, no exponent, no spaces.
std::optional<Decimal> split_decimal(std::string_view text);

}  // namespace tidings

#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "tidings/result.h"

namespace tidings {

/// Stream to last event ID.
using Positions = std::map<std::string, std::string, std::less<>>;

/// The text of a position file:
///
///     tidings positions 1
///     ["https://shop.example/v1/stream","7f3a-1700-0"]
///     end 8c2f6d0b1a99e457
///
/// One line a stream, as JSON strings; the last line is a checksum of all before it.
std::string positions_to_text(const Positions& positions);

struct DamagedPositions {
  std::string reason;  ///< "its end is missing"
};
struct NewerPositions {};  ///< of a version of the format that we do not know

std::variant<Positions, DamagedPositions, NewerPositions> positions_from_text(
    std::string_view text);

}  // namespace tidings

#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace tidings::cli {

/// The name that was most probably meant by the mistyped `word`, or nothing when none is near: by
/// the number of letters to change, insert, drop or swap, or because one begins with the other.
std::optional<std::string_view> suggestion_for(std::string_view word,
                                               std::span<const std::string_view> names);

}  // namespace tidings::cli

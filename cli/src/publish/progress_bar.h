#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tidings::cli {

/// How far a long job is.
struct Progress {
  std::optional<double> share;  ///< from 0 to 1; nothing when the end is not known
  std::uint64_t accepted = 0;
  std::uint64_t refused = 0;
};

/// The bar as one line of at most `width` columns, without a line end:
/// `[######        ]  42%  1234 accepted, 2 refused`.
std::string progress_line(const Progress& progress, int width);

/// Goes back to the line's start and empties it.
inline constexpr const char* kEraseLine = "\r\x1b[K";

}  // namespace tidings::cli

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidings::cli {

/// Columns that `text` takes on a terminal: 2 for a Korean syllable or an emoji, 0 for a combining
/// mark, 8 for a tab (the most it can take).
std::size_t display_width(std::string_view text);

/// `text` in lines of at most `width` columns, broken at spaces where there are some, else
/// anywhere. Its own line breaks are kept. A `width` of 0 means without end. Views into `text`.
std::vector<std::string_view> wrapped_lines(std::string_view text, std::size_t width);

}  // namespace tidings::cli

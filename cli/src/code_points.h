#pragma once

#include <string>
#include <string_view>

namespace tidings::cli {

/// Takes the first code point off `text`, which must not be empty. A byte that begins no valid
/// UTF-8 sequence counts as one U+FFFD.
char32_t take_code_point(std::string_view& text);

void append_code_point(std::string& out, char32_t code_point);

}  // namespace tidings::cli

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tidings/export.h"

namespace tidings {

struct DecodedCharacter {
  char32_t code_point = 0xFFFD;  ///< U+FFFD when invalid
  std::size_t length = 1;        ///< bytes used, at least 1
  bool valid = false;
  bool truncated = false;  ///< invalid only because the text ends: more bytes could complete it
};

/// Decodes the character that starts at `position`. Overlong forms, surrogates and values beyond
/// U+10FFFF are invalid; an invalid sequence uses its maximal valid part (as the WHATWG decoder
/// does), so that each one stands for one U+FFFD. REQUIRES: position < text.size().
TIDINGS_API DecodedCharacter decode_utf8(std::string_view text, std::size_t position);

/// Appends `code_point` in UTF-8; a surrogate or a value beyond U+10FFFF as U+FFFD.
TIDINGS_API void append_utf8(std::string& out, char32_t code_point);

/// Code points in `text`; each invalid sequence counts as one.
TIDINGS_API std::size_t count_characters(std::string_view text);

/// C0, DEL and C1 (Unicode's category Cc).
constexpr bool is_control(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

}  // namespace tidings

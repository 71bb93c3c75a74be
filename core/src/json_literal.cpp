#include "json_literal.h"

#include <algorithm>
#include <charconv>

#include "tidings/json_text.h"

#include "utf8.h"

namespace tidings::json {
namespace {

/// The four hexadecimal digits at `i`, as far as there are some.
char32_t hex4(std::string_view text, std::size_t i) {
  unsigned value = 0;
  const auto* begin = text.data() + std::min(i, text.size());
  std::from_chars(begin, text.data() + std::min(i + 4, text.size()), value, 16);
  return value;
}

bool is_high_surrogate(char32_t unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low_surrogate(char32_t unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

/// Decodes the `\u` escape whose backslash is at `i`; returns the bytes it used. A lone surrogate
/// is handed out as it is.
std::size_t decode_unicode_escape(std::string_view text, std::size_t i, char32_t& code_point) {
  code_point = hex4(text, i + 2);
  if (is_high_surrogate(code_point) && text.substr(std::min(i + 6, text.size()), 2) == "\\u") {
    if (const auto low = hex4(text, i + 8); is_low_surrogate(low)) {
      code_point = 0x10000 + ((code_point - 0xD800) << 10U) + (low - 0xDC00);
      return 12;
    }
  }
  return 6;
}

char simple_escape(char letter) {
  switch (letter) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return letter;  // " \ /
  }
}

}  // namespace

std::string decode_literal(std::string_view inside) {
  std::string out;
  out.reserve(inside.size());
  for (std::size_t i = 0; i < inside.size();) {
    const auto escape = std::min(inside.find('\\', i), inside.size());
    out.append(inside, i, escape - i);
    i = escape;
    if (i + 1 >= inside.size()) {
      break;
    }
    if (inside[i + 1] == 'u') {
      char32_t code_point = 0;
      i += decode_unicode_escape(inside, i, code_point);
      append_utf8(out, code_point);
    } else {
      out += simple_escape(inside[i + 1]);
      i += 2;
    }
  }
  return out;
}

bool has_lone_surrogate(std::string_view text) {
  for (std::size_t i = text.find('\\'); i != std::string_view::npos && i + 1 < text.size();) {
    std::size_t length = 2;
    if (text[i + 1] == 'u') {
      char32_t code_point = 0;
      length = decode_unicode_escape(text, i, code_point);
      if (is_high_surrogate(code_point) || is_low_surrogate(code_point)) {
        return true;
      }
    }
    i = text.find('\\', i + length);
  }
  return false;
}

}  // namespace tidings::json

#include "json_literal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

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

/// How bytes stand in a string literal.
struct ByteForms {
  std::array<std::array<char, 2>, 256> texts{};  ///< `a`, `\"`, `\n`
  std::array<unsigned char, 256> lengths{};      ///< 1 or 2; 0: the character decides
};

constexpr ByteForms kForms = [] {
  ByteForms forms;
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) {
    forms.texts[byte] = {static_cast<char>(byte)};
    forms.lengths[byte] = 1;
  }
  constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  for (std::size_t i = 0; i < kEscaped.size(); ++i) {
    const auto byte = static_cast<unsigned char>(kEscaped[i]);
    forms.texts[byte] = {'\\', kLetters[i]};
    forms.lengths[byte] = 2;
  }
  return forms;
}();

constexpr std::size_t kLongestForm = 6;  // \u001f

char* write_unicode_escape(char* out, char32_t code_point) {
  constexpr std::string_view kHex = "0123456789abcdef";
  *out++ = '\\';
  *out++ = 'u';
  for (const unsigned shift : {12U, 8U, 4U, 0U}) {
    *out++ = kHex[(code_point >> shift) & 0xFU];
  }
  return out;
}

/// Writes the character at `i`, which has no form of its own, and goes behind it.
char* write_character(char* out, std::string_view text, std::size_t& i) {
  const auto character = decode_utf8(text, i);
  const std::string_view bytes =
      character.valid ? text.substr(i, character.length) : std::string_view("\xEF\xBF\xBD");
  i += character.length;
  const auto code_point = character.code_point;
  if (character.valid && (is_control(code_point) || code_point == 0x2028 || code_point == 0x2029)) {
    return write_unicode_escape(out, code_point);
  }
  return std::copy(bytes.begin(), bytes.end(), out);
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

std::string quote(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::size_t kPiece =
      64;  // bytes, whose forms are put together before they are appended
  std::array<char, kPiece * kLongestForm> piece;
  out.reserve(out.size() + text.size() + 2);
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(i + kPiece, text.size());
    char* next = piece.data();
    while (i < end) {
      const auto byte = static_cast<unsigned char>(text[i]);
      const std::size_t length = kForms.lengths[byte];
      if (length == 0) {
        next = write_character(next, text, i);
        continue;
      }
      // Without a branch: quotes come too often to be foreseen and too rarely to be the rule.
      std::memcpy(next, kForms.texts[byte].data(), 2);
      next += length;
      ++i;
    }
    out.append(piece.data(), static_cast<std::size_t>(next - piece.data()));
  }
  out += '"';
}

}  // namespace tidings::json

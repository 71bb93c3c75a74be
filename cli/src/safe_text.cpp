#include "safe_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "code_points.h"

namespace tidings::cli {
namespace {

bool is_control(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F);
}

/// Unicode's Bidi_Control property.
bool is_bidirectional_control(char32_t code_point) {
  return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F ||
         (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

bool is_plain_ascii(char byte) {
  return byte >= 0x20 && byte < 0x7F;
}

void append_escape(std::string& out, char32_t code_point) {
  std::array<char, 8> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(),
                                          static_cast<std::uint32_t>(code_point), 16);
  out += "\\u{";
  out.append(digits.data(), end);
  out += '}';
}

void append(std::string& out, std::string_view text, std::string_view allowed_controls) {
  while (!text.empty()) {
    const auto plain = std::find_if_not(text.begin(), text.end(), is_plain_ascii);
    const auto length = static_cast<std::size_t>(plain - text.begin());
    out += text.substr(0, length);
    text.remove_prefix(length);
    if (text.empty()) {
      return;
    }
    const bool allowed = allowed_controls.find(text.front()) != std::string_view::npos;
    const char32_t code_point = take_code_point(text);
    if (allowed || (!is_control(code_point) && !is_bidirectional_control(code_point))) {
      append_code_point(out, code_point);
    } else {
      append_escape(out, code_point);
    }
  }
}

}  // namespace

void append_safe_text(std::string& out, std::string_view text) {
  append(out, text, "\n\t");
}

std::string safe_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  append(line, text, "");
  return line;
}

}  // namespace tidings::cli

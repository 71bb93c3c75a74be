#include "tidings/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "utf8.h"

namespace tidings::json {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t skip_space(std::string_view text, std::size_t i) {
  while (i < text.size() && is_space(text[i])) {
    ++i;
  }
  return i;
}

std::string_view trim(std::string_view text) {
  text.remove_prefix(skip_space(text, 0));
  while (!text.empty() && is_space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

/// The position behind the string literal that starts at `i`.
std::size_t end_of_string(std::string_view text, std::size_t i) {
  for (++i; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\') {
      ++i;
    }
  }
  return std::min(i + 1, text.size());
}

/// The position behind the value that starts at `i`: one walk, whatever the nesting.
std::size_t end_of_value(std::string_view text, std::size_t i) {
  std::size_t depth = 0;
  while (i < text.size()) {
    const char c = text[i];
    if (c == '"') {
      i = end_of_string(text, i);
      if (depth == 0) {
        return i;
      }
      continue;
    }
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth <= 1) {
        return depth == 1 ? i + 1 : i;
      }
      --depth;
    } else if (depth == 0 && (c == ',' || is_space(c))) {
      return i;
    }
    ++i;
  }
  return i;
}

bool starts_with(std::string_view text, char first) {
  const auto i = skip_space(text, 0);
  return i < text.size() && text[i] == first;
}

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

/// What stands between the quotes of a string literal, or nothing when `text` is none.
std::optional<std::string_view> between_quotes(std::string_view text) {
  text = trim(text);
  if (text.size() < 2 || text.front() != '"') {
    return std::nullopt;
  }
  return text.substr(1, text.size() - 2);
}

std::string decode_string(std::string_view inside) {
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

/// Bytes that a string literal carries as they are. Everything else is looked at one by one.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) {
    plain[byte] = byte != '"' && byte != '\\';
  }
  return plain;
}();

void append_escaped(std::string& out, char32_t code_point) {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  if (code_point < 0x80) {
    if (const auto i = kShort.find(static_cast<char>(code_point)); i != std::string_view::npos) {
      out += '\\';
      out += kLetters[i];
      return;
    }
  }
  out += "\\u";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) {
    out += kHex[(code_point >> shift) & 0xFU];
  }
}

/// One step of a JSON pointer: `~1` is `/`, `~0` is `~` (RFC 6901, 4).
std::string decode_step(std::string_view step) {
  std::string out;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == '~' && i + 1 < step.size()) {
      out += step[++i] == '1' ? '/' : '~';
    } else {
      out += step[i];
    }
  }
  return out;
}

std::optional<std::string_view> member_named(std::string_view object, std::string_view wanted) {
  std::optional<std::string_view> found;
  for_each_member(object, [&](std::string_view name, std::string_view value) {
    if (name == wanted) {
      found = value;
    }
    return true;
  });
  return found;
}

std::optional<std::string_view> element_at(std::string_view array, std::string_view index) {
  std::size_t wanted = 0;
  const auto* end = index.data() + index.size();
  const auto parsed = std::from_chars(index.data(), end, wanted);
  if (parsed.ec != std::errc() || parsed.ptr != end || (index.front() == '0' && index.size() > 1)) {
    return std::nullopt;
  }
  std::optional<std::string_view> found;
  for_each_element(array, [&](std::string_view value) {
    if (wanted-- == 0) {
      found = value;
      return false;
    }
    return true;
  });
  return found;
}

}  // namespace

void for_each_member(std::string_view object,
                     const std::function<bool(std::string_view, std::string_view)>& member) {
  for (std::size_t i = skip_space(object, skip_space(object, 0) + 1);
       i < object.size() && object[i] == '"';) {
    const auto name_end = end_of_string(object, i);
    const auto name = object.substr(i + 1, name_end - i - 2);
    const auto begin = skip_space(object, skip_space(object, name_end) + 1);  // behind the colon
    const auto end = end_of_value(object, begin);
    const auto value = object.substr(std::min(begin, object.size()), end - begin);
    const bool exact = name.find('\\') == std::string_view::npos;
    if (!(exact ? member(name, value) : member(decode_string(name), value))) {
      return;
    }
    i = skip_space(object, skip_space(object, end) + 1);  // behind the comma
  }
}

void for_each_element(std::string_view array,
                      const std::function<bool(std::string_view)>& element) {
  for (std::size_t i = skip_space(array, skip_space(array, 0) + 1);
       i < array.size() && array[i] != ']';) {
    const auto end = end_of_value(array, i);
    if (end == i || !element(array.substr(i, end - i))) {
      return;
    }
    i = skip_space(array, skip_space(array, end) + 1);  // behind the comma
  }
}

bool is_object(std::string_view text) {
  return starts_with(text, '{');
}
bool is_array(std::string_view text) {
  return starts_with(text, '[');
}
bool is_string(std::string_view text) {
  return starts_with(text, '"');
}

std::optional<std::string> string_content(std::string_view text) {
  const auto inside = between_quotes(text);
  if (!inside) {
    return std::nullopt;
  }
  return decode_string(*inside);
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
  out.reserve(out.size() + text.size() + 2);
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && kPlain[static_cast<unsigned char>(text[end])]) {
      ++end;
    }
    out.append(text, i, end - i);
    i = end;
    if (i == text.size()) {
      break;
    }
    const auto character = decode_utf8(text, i);
    const auto code_point = character.code_point;
    if (!character.valid) {
      append_utf8(out, code_point);
    } else if (is_control(code_point) || code_point == '"' || code_point == '\\' ||
               code_point == 0x2028 || code_point == 0x2029) {
      append_escaped(out, code_point);
    } else {
      out.append(text, i, character.length);
    }
    i += character.length;
  }
  out += '"';
}

void append_compact(std::string& out, std::string_view text) {
  out.reserve(out.size() + text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (is_space(text[i])) {
      ++i;
      continue;
    }
    auto end = i;
    while (end < text.size() && !is_space(text[end])) {
      end = text[end] == '"' ? end_of_string(text, end) : end + 1;
    }
    out.append(text, i, end - i);
    i = end;
  }
}

bool is_pointer(std::string_view pointer) {
  if (!pointer.empty() && pointer.front() != '/') {
    return false;
  }
  for (auto i = pointer.find('~'); i != std::string_view::npos; i = pointer.find('~', i + 1)) {
    if (i + 1 == pointer.size() || (pointer[i + 1] != '0' && pointer[i + 1] != '1')) {
      return false;
    }
  }
  return true;
}

std::optional<std::string_view> at(std::string_view text, std::string_view pointer) {
  std::optional<std::string_view> value = trim(text);
  while (value && !pointer.empty()) {
    pointer.remove_prefix(1);
    const auto end = std::min(pointer.find('/'), pointer.size());
    const auto step = decode_step(pointer.substr(0, end));
    pointer.remove_prefix(end);
    if (is_object(*value)) {
      value = member_named(*value, step);
    } else if (is_array(*value)) {
      value = element_at(*value, step);
    } else {
      value = std::nullopt;
    }
  }
  return value;
}

std::string scalar_text(std::string_view value) {
  auto content = string_content(value);
  return content ? std::move(*content) : std::string(trim(value));
}

}  // namespace tidings::json

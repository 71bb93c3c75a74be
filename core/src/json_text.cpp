#include "tidings/json_text.h"

#include <algorithm>
#include <charconv>

#include "json_literal.h"

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
    if (!(exact ? member(name, value) : member(decode_literal(name), value))) {
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
  text = trim(text);
  if (text.size() < 2 || text.front() != '"') {
    return std::nullopt;
  }
  return decode_literal(text.substr(1, text.size() - 2));
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

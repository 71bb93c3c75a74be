#include "profile_value.h"

#include <algorithm>

#include "ascii.h"

namespace tidings {
namespace {

const ProfileKeyInfo* find_key(std::string_view key) {
  const auto& keys = profile_keys();
  const auto found = std::find_if(keys.begin(), keys.end(),
                                  [key](const ProfileKeyInfo& info) { return info.key == key; });
  return found == keys.end() ? nullptr : &*found;
}

/// `{ title = "/t" }` from `title=/t`; what has no `=` stands there so that the reader refuses it.
std::string mapping_text(const std::vector<std::string>& values) {
  std::string table = "{ ";
  for (const std::string& value : values) {
    const std::size_t equals = std::min(value.find('='), value.size());
    const std::string pointer = equals < value.size() ? value.substr(equals + 1) : value;
    const std::string member = value.substr(0, equals);
    const bool bare = !member.empty() && std::all_of(member.begin(), member.end(),
                                                     [](char c) { return c >= 'a' && c <= 'z'; });
    table +=
        (table.size() > 2 ? ", " : "") + (bare ? member : quoted(member)) + " = " + quoted(pointer);
  }
  return table + " }";
}

std::string value_text(const ProfileKeyInfo& info, const std::vector<std::string>& values) {
  if (info.key == "mapping") {
    return mapping_text(values);
  }
  if (info.repeatable) {
    std::string list = "[";
    for (const std::string& value : values) {
      list += (list.size() > 1 ? ", " : "") + quoted(value);
    }
    return list + "]";
  }
  const std::string& value = values.back();
  const bool is_number =
      info.is_number && !value.empty() && std::all_of(value.begin(), value.end(), ascii::is_digit);
  return is_number || (info.is_flag && (value == "true" || value == "false")) ? value
                                                                              : quoted(value);
}

}  // namespace

std::string quoted(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      result += "\\u00";
      result += kHex[byte >> 4U];
      result += kHex[byte & 15U];
    } else {
      result += c;
    }
  }
  return result + '"';
}

Result<std::string> profile_value(const ProfileKey& key) {
  const ProfileKeyInfo* info = find_key(key.key);
  if (info == nullptr || key.values.empty()) {
    return Error{"`" + key.key + "` is no key of a profile"};
  }
  return value_text(*info, key.values);
}

Result<std::string> profile_line(const ProfileKey& key) {
  Result<std::string> value = profile_value(key);
  return value ? Result<std::string>(key.key + " = " + *value) : value;
}

}  // namespace tidings

#include <algorithm>
#include <array>

#include "tidings/profile.h"

#include "ascii.h"
#include "profile_tables.h"

namespace tidings {
namespace {

const ConfigurationSource& no_source() {
  static const ConfigurationSource source{"the configuration", "~", true};
  return source;
}

/// A TOML basic string.
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

const ProfileKeyInfo* find_key(std::string_view key) {
  const auto& keys = profile_keys();
  const auto found = std::find_if(keys.begin(), keys.end(),
                                  [key](const ProfileKeyInfo& info) { return info.key == key; });
  return found == keys.end() ? nullptr : &*found;
}

std::string value_text(const ProfileKeyInfo& info, const std::vector<std::string>& values) {
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

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return lines;
}

bool is_blank_or_comment(std::string_view line) {
  const std::string_view content = ascii::trimmed(line);
  return content.empty() || content.front() == '#';
}

}  // namespace

Result<std::string> with_profile_added(std::string_view text, const std::string& name,
                                       const std::vector<ProfileKey>& keys) {
  if (!is_profile_name(name)) {
    return Error{"`" + name + "` is no name for a profile: use 1-64 letters, digits, `-` and `_`"};
  }
  const Result<Configuration> before = parse_configuration(text, no_source());
  if (!before) {
    return before.error();
  }
  if (before->find(name) != nullptr) {
    return Error{"there is a profile `" + name +
                 "` already: remove it first or choose another name"};
  }
  std::string result(text);
  if (!result.empty()) {
    result += result.ends_with('\n') ? "\n" : "\n\n";
  }
  result += "[profiles." + name + "]\n";
  for (const ProfileKey& key : keys) {
    const ProfileKeyInfo* info = find_key(key.key);
    if (info == nullptr || key.values.empty()) {
      return Error{"`" + key.key + "` is no key of a profile"};
    }
    result += key.key + " = " + value_text(*info, key.values) + "\n";
  }
  if (const Result<Configuration> after = parse_configuration(result, no_source()); !after) {
    return after.error();
  }
  return result;
}

Result<std::string> with_profile_removed(std::string_view text, const std::string& name) {
  const Result<Configuration> before = parse_configuration(text, no_source());
  if (!before) {
    return before.error();
  }
  if (before->find(name) == nullptr) {
    return Error{"there is no profile `" + name + "`"};
  }
  const Result<std::vector<TableLine>> tables = table_lines(text, name);
  if (!tables) {
    return tables.error();
  }
  const std::vector<std::string_view> lines = lines_of(text);
  std::vector<bool> dropped(lines.size(), false);
  for (auto table = tables->begin(); table != tables->end(); ++table) {
    if (!table->within_profile) {
      continue;
    }
    const auto next = std::next(table);
    const std::size_t begin = table->line - 1;
    std::size_t end = next == tables->end() ? lines.size() : next->line - 1;
    // What stands right above the next table is about that one.
    const bool others_follow = next != tables->end() && !next->within_profile;
    while (others_follow && end > begin + 1 && is_blank_or_comment(lines[end - 1])) {
      --end;
    }
    std::fill(dropped.begin() + static_cast<std::ptrdiff_t>(begin),
              dropped.begin() + static_cast<std::ptrdiff_t>(end), true);
  }
  std::string result;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    if (!dropped[index]) {
      result += lines[index];
    }
  }
  const Result<Configuration> after = parse_configuration(result, no_source());
  if (!after) {
    return Error{after.error().message + " (after removing `" + name + "`)"};
  }
  if (after->find(name) != nullptr) {
    return Error{"the profile `" + name + "` is not written as a [profiles." + name +
                 "] table: remove it with an editor"};
  }
  return result;
}

}  // namespace tidings

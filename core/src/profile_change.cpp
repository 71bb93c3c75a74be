#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "tidings/profile.h"

#include "profile_tables.h"
#include "profile_value.h"

namespace tidings {
namespace {

/// Where lines begin in a text, counted from 1.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') {
        begins_.push_back(i + 1);
      }
    }
  }

  /// The end of the text for lines behind it.
  [[nodiscard]] std::size_t line(std::size_t number) const {
    return number <= begins_.size() ? begins_[number - 1] : text_.size();
  }
  /// Of the `column`-th character of a line, which may be the one behind its last.
  [[nodiscard]] std::size_t at(std::size_t number, std::size_t column) const {
    const auto continues = [&](std::size_t i) {
      return i < text_.size() && (static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U;
    };
    std::size_t i = line(number);
    for (; column > 1 && i < text_.size(); --column) {
      ++i;
      while (continues(i)) {
        ++i;
      }
    }
    return i;
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> begins_{0};
};

struct Replacement {
  std::size_t end = 0;
  std::string text;
};
/// By where they begin.
using Replacements = std::multimap<std::size_t, Replacement>;

/// The line behind the profile's last key, or behind its header.
std::size_t line_for_new_keys(const ProfileKeyPlaces& places) {
  return places.keys.empty() ? places.header_line + 1 : places.keys.back().end_line + 1;
}

std::string applied(std::string_view text, const Replacements& replacements) {
  std::string result;
  std::size_t done = 0;
  for (const auto& [begin, replacement] : replacements) {
    result += text.substr(done, begin - done);
    result += replacement.text;
    done = std::max(done, replacement.end);
  }
  return result + std::string(text.substr(done));
}

Result<void> replace_key(const ProfileKey& key, const ProfileKeyPlaces& places,
                         std::string_view text, const LineIndex& lines,
                         Replacements& replacements) {
  const auto found = std::find_if(places.keys.begin(), places.keys.end(),
                                  [&](const KeyPlace& place) { return place.key == key.key; });
  const bool is_there = found != places.keys.end();
  if (key.values.empty()) {
    if (is_there) {
      replacements.emplace(lines.line(found->first_line),
                           Replacement{lines.line(found->end_line + 1), {}});
    }
    return {};
  }
  const Result<std::string> value = profile_value(key);
  if (!value) {
    return value.error();
  }
  if (is_there) {
    replacements.emplace(lines.at(found->value_line, found->value_column),
                         Replacement{lines.at(found->end_line, found->end_column), *value});
    return {};
  }
  const std::size_t place = lines.line(line_for_new_keys(places));
  const std::string line_end(line_end_of(text));
  const bool needs_line_end = !text.ends_with('\n') && place == text.size();
  replacements.emplace(place, Replacement{place, (needs_line_end ? line_end : "") + key.key +
                                                     " = " + *value + line_end});
  return {};
}

}  // namespace

Result<std::string> with_profile_changed(std::string_view text, const std::string& name,
                                         const std::vector<ProfileKey>& keys) {
  const Result<ProfileKeyPlaces> places = profile_key_places(text, name);
  if (!places) {
    return places.error();
  }
  const LineIndex lines(text);
  if (!is_table_header(text.substr(lines.line(places->header_line)))) {
    return Error{"the profile `" + name + "` is not written as a [profiles." + name +
                 "] table: change it with an editor"};
  }
  Replacements replacements;
  for (const ProfileKey& key : keys) {
    const Result<void> replaced = replace_key(key, *places, text, lines, replacements);
    if (!replaced) {
      return replaced.error();
    }
  }
  std::string result = applied(text, replacements);
  const ConfigurationSource source{"the configuration", "~", true};
  if (const Result<Configuration> after = parse_configuration(result, source); !after) {
    return after.error();
  }
  return result;
}

}  // namespace tidings

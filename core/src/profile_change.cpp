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

/// Pieces of a text that are to be others.
class TextChange {
 public:
  explicit TextChange(std::string_view text) : text_(text), lines_(text) {}

  /// Whether the table's header stands on the line: else its keys are written in another way.
  [[nodiscard]] bool has_header(const TablePlace& table) const {
    return is_table_header(text_.substr(lines_.line(table.header_line)));
  }
  [[nodiscard]] static bool says(const TablePlace& table, const std::string& key,
                                 const std::string& text) {
    const KeyPlace* place = find(table, key);
    return place != nullptr && place->text == text;
  }
  void set(const TablePlace& table, const std::string& key, const std::string& value) {
    if (const KeyPlace* place = find(table, key)) {
      replace(lines_.at(place->value_line, place->value_column),
              lines_.at(place->end_line, place->end_column), value);
      return;
    }
    const std::size_t last = table.keys.empty() ? table.header_line : table.keys.back().end_line;
    const std::size_t begin = lines_.line(last + 1);
    const std::string line_end(line_end_of(text_));
    const bool needs_line_end = begin == text_.size() && !text_.ends_with('\n');
    replace(begin, begin, (needs_line_end ? line_end : "") + key + " = " + value + line_end);
  }
  /// Its lines go.
  void remove(const TablePlace& table, const std::string& key) {
    if (const KeyPlace* place = find(table, key)) {
      replace(lines_.line(place->first_line), lines_.line(place->end_line + 1), {});
    }
  }
  [[nodiscard]] std::string result() const {
    std::string result;
    std::size_t done = 0;
    for (const auto& [begin, replacement] : replacements_) {
      result += text_.substr(done, begin - done);
      result += replacement.text;
      done = std::max(done, replacement.end);
    }
    return result + std::string(text_.substr(done));
  }

 private:
  struct Replacement {
    std::size_t end = 0;
    std::string text;
  };
  static const KeyPlace* find(const TablePlace& table, const std::string& key) {
    const auto found = std::find_if(table.keys.begin(), table.keys.end(),
                                    [&](const KeyPlace& place) { return place.key == key; });
    return found == table.keys.end() ? nullptr : &*found;
  }
  void replace(std::size_t begin, std::size_t end, std::string text) {
    replacements_.emplace(begin, Replacement{end, std::move(text)});
  }

  std::string_view text_;
  LineIndex lines_;
  std::multimap<std::size_t, Replacement> replacements_;  ///< by where they begin
};

/// Member by member, so that what stands beside them stays. What is no member of a mapping is
/// passed over, as it is when it is read.
Result<void> change_mapping(const std::vector<std::string>& values, const TablePlace& table,
                            TextChange& change) {
  std::map<std::string, std::string> wanted;
  for (const std::string& value : values) {
    const std::size_t equals = std::min(value.find('='), value.size());
    wanted[value.substr(0, equals)] = equals < value.size() ? value.substr(equals + 1) : "";
  }
  for (const std::string_view member : kMappingMembers) {
    const auto found = wanted.find(std::string(member));
    if (found == wanted.end()) {
      change.remove(table, std::string(member));
    } else if (!change.says(table, found->first, found->second)) {
      change.set(table, found->first, quoted(found->second));
    }
  }
  return values.empty() ? Result<void>() : check_profile_key({"mapping", values});
}

Result<void> change_key(const ProfileKey& key, const ProfileKeyPlaces& places, TextChange& change) {
  if (key.key == "mapping" && places.mapping) {
    return change.has_header(*places.mapping)
               ? change_mapping(key.values, *places.mapping, change)
               : Result<void>(Error{"the mapping is not written as a table of its own: change it "
                                    "with an editor"});
  }
  if (key.values.empty()) {
    change.remove(places.profile, key.key);
    return {};
  }
  const Result<std::string> value = profile_value(key);
  if (!value) {
    return value.error();
  }
  change.set(places.profile, key.key, *value);
  return {};
}

}  // namespace

Result<std::string> with_profile_changed(std::string_view text, const std::string& name,
                                         const std::vector<ProfileKey>& keys) {
  const Result<ProfileKeyPlaces> places = profile_key_places(text, name);
  if (!places) {
    return places.error();
  }
  TextChange change(text);
  if (!change.has_header(places->profile)) {
    return Error{"the profile `" + name + "` is not written as a [profiles." + name +
                 "] table: change it with an editor"};
  }
  for (const ProfileKey& key : keys) {
    if (const Result<void> changed = change_key(key, *places, change); !changed) {
      return changed.error();
    }
  }
  std::string result = change.result();
  const ConfigurationSource source{"the configuration", "~", true};
  if (const Result<Configuration> after = parse_configuration(result, source); !after) {
    return after.error();
  }
  return result;
}

}  // namespace tidings

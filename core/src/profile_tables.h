#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/result.h"

namespace tidings {

/// What ends the lines of a text, by its first one.
std::string_view line_end_of(std::string_view text);

/// Whether a table begins on the line: `[profiles.shop]`, not `profiles.shop.stream = "…"`.
bool is_table_header(std::string_view line);

/// Where a table of a configuration begins.
struct TableLine {
  std::size_t line = 0;         ///< of its header, from 1
  bool within_profile = false;  ///< it belongs to the profile that was asked for
};

/// Where a profile stands in a configuration's text.
struct ProfilePlaces {
  std::vector<TableLine> tables;  ///< all of the text's, by line
  /// The lines of the `default-profile` that names it, from 1; 0 when none does.
  std::size_t default_begin = 0;
  std::size_t default_end = 0;
};

/// Judges no values: only the text's form must be right.
Result<ProfilePlaces> profile_places(std::string_view text, std::string_view profile);

/// Where a key of a profile and its value stand. Lines and columns count from 1, columns in
/// characters; the end is the first place behind the value.
struct KeyPlace {
  std::string key;
  std::string text;  ///< what the value says, if it is a string
  std::size_t first_line = 0;
  std::size_t value_column = 0;
  std::size_t value_line = 0;
  std::size_t end_line = 0;
  std::size_t end_column = 0;
};

/// A table with a header of its own and the keys right under it, by line.
struct TablePlace {
  std::size_t header_line = 0;
  std::vector<KeyPlace> keys;
};

/// `[profiles.NAME]` without the tables below it, but for those that are written as values, and
/// `[profiles.NAME.mapping]` where it is a table. An error when there is no such profile.
struct ProfileKeyPlaces {
  TablePlace profile;
  std::optional<TablePlace> mapping;
};
Result<ProfileKeyPlaces> profile_key_places(std::string_view text, std::string_view profile);

}  // namespace tidings

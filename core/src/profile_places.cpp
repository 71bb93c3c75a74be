#include <algorithm>

#include "profile_tables.h"
#include "toml_values.h"

namespace tidings {
namespace {

/// Collects where `node` and the tables below it begin.
void collect_tables(const toml::node& node, bool within_profile, std::vector<TableLine>& lines) {
  if (const toml::array* array = node.as_array()) {
    for (const toml::node& element : *array) {
      collect_tables(element, within_profile, lines);
    }
    return;
  }
  const toml::table* table = node.as_table();
  if (table == nullptr || table->is_inline()) {
    return;
  }
  lines.push_back({table->source().begin.line, within_profile});
  for (const auto& [key, child] : *table) {
    collect_tables(child, within_profile, lines);
  }
}

TablePlace table_place(const toml::table& table) {
  TablePlace place;
  place.header_line = table.source().begin.line;
  for (const auto& [key, node] : table) {
    const toml::source_region& value = node.source();
    const bool is_value = !node.is_table() || node.as_table()->is_inline();
    if (is_value) {
      place.keys.push_back({std::string(key.str()), node.value_or(std::string()),
                            key.source().begin.line, value.begin.column, value.begin.line,
                            value.end.line, value.end.column});
    }
  }
  std::sort(place.keys.begin(), place.keys.end(),
            [](const KeyPlace& a, const KeyPlace& b) { return a.first_line < b.first_line; });
  return place;
}

}  // namespace

Result<ProfilePlaces> profile_places(std::string_view text, std::string_view profile) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    return toml_syntax_error(parsed.error(), "the configuration");
  }
  ProfilePlaces places;
  std::vector<TableLine>& lines = places.tables;
  for (const auto& [key, node] : parsed.table()) {
    if (key.str() == "default-profile" && node.value_exact<std::string>() == profile) {
      places.default_begin = key.source().begin.line;
      places.default_end = node.source().end.line;
    }
    if (key.str() != "profiles" || !node.is_table()) {
      collect_tables(node, false, lines);
      continue;
    }
    lines.push_back({node.source().begin.line, false});
    for (const auto& [name, table] : *node.as_table()) {
      collect_tables(table, name.str() == profile, lines);
    }
  }
  // A table that is only implied by `[profiles.NAME]` begins on that very line: the profile's
  // counts.
  std::sort(lines.begin(), lines.end(), [](const TableLine& a, const TableLine& b) {
    return a.line != b.line ? a.line < b.line : a.within_profile > b.within_profile;
  });
  lines.erase(std::unique(lines.begin(), lines.end(),
                          [](const TableLine& a, const TableLine& b) { return a.line == b.line; }),
              lines.end());
  return places;
}

Result<ProfileKeyPlaces> profile_key_places(std::string_view text, std::string_view profile) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    return toml_syntax_error(parsed.error(), "the configuration");
  }
  const toml::table* table = parsed.table()["profiles"][profile].as_table();
  if (table == nullptr) {
    return Error{"there is no profile `" + std::string(profile) + "`"};
  }
  ProfileKeyPlaces places;
  places.profile = table_place(*table);
  const toml::table* mapping = (*table)["mapping"].as_table();
  if (mapping != nullptr && !mapping->is_inline()) {
    places.mapping = table_place(*mapping);
  }
  return places;
}

}  // namespace tidings

#include <algorithm>

#include "tidings/profile.h"

#include "ascii.h"
#include "profile_tables.h"
#include "profile_value.h"

namespace tidings {
namespace {

const ConfigurationSource& no_source() {
  static const ConfigurationSource source{"the configuration", "~", true};
  return source;
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

bool is_blank(std::string_view line) {
  return ascii::trimmed(line).empty();
}

bool is_blank_or_comment(std::string_view line) {
  const std::string_view content = ascii::trimmed(line);
  return content.empty() || content.front() == '#';
}

Error not_written_as_a_table(const std::string& name) {
  return Error{"the profile `" + name + "` is not written as a [profiles." + name +
               "] table: remove it with an editor"};
}

Result<std::string> removal_verified(std::string text, const std::string& name, bool was_there) {
  const Result<Configuration> after = parse_configuration(text, no_source());
  if (!after) {
    return Error{after.error().message + " (after removing `" + name + "`)"};
  }
  if (after->find(name) != nullptr) {
    return not_written_as_a_table(name);
  }
  return was_there ? Result<std::string>(std::move(text))
                   : Result<std::string>(Error{"there is no profile `" + name + "`"});
}

}  // namespace

std::string_view line_end_of(std::string_view text) {
  const std::size_t end = text.find('\n');
  return end != std::string_view::npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

bool is_table_header(std::string_view line) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // some editors begin a file with it
  line.remove_prefix(line.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  return ascii::trimmed(line).starts_with('[');
}

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
  const std::string_view line_end = line_end_of(text);
  if (!result.empty()) {
    result.append(result.ends_with('\n') ? "" : line_end).append(line_end);
  }
  result.append("[profiles." + name + "]").append(line_end);
  if (!parse_configuration(result, no_source())) {
    return Error{"the profiles are not written as [profiles.NAME] tables: add `" + name +
                 "` with an editor"};
  }
  for (const ProfileKey& key : keys) {
    const Result<std::string> line = profile_line(key);
    if (!line) {
      return line.error();
    }
    result.append(*line).append(line_end);
  }
  const ConfigurationSource keys_alone{"", "~", true};  // no line of a file that is not there yet
  if (const Result<Configuration> after = parse_configuration(result, keys_alone); !after) {
    return after.error();
  }
  return result;
}

Result<void> check_profile_key(const ProfileKey& key) {
  const Result<std::string> line = profile_line(key);
  if (!line) {
    return line.error();
  }
  const Result<Configuration> read =
      parse_configuration("[profiles.x]\n" + *line + "\n", ConfigurationSource{"", "~", true});
  if (!read) {
    return read.error();
  }
  // The key itself is known: what is not can only be a member of its table.
  return read->warnings.empty()
             ? Result<void>()
             : Result<void>(Error{"it maps id, type, title, body, url, priority, group and "
                                  "heartbeat, nothing else"});
}

Result<std::string> with_profile_removed(std::string_view text, const std::string& name) {
  const Result<ProfilePlaces> places = profile_places(text, name);
  if (!places) {
    return places.error();
  }
  const std::vector<TableLine>& tables = places->tables;
  const std::vector<std::string_view> lines = lines_of(text);
  std::vector<bool> dropped(lines.size(), false);
  const auto drop = [&dropped](std::size_t begin, std::size_t end) {
    std::fill(dropped.begin() + static_cast<std::ptrdiff_t>(begin),
              dropped.begin() + static_cast<std::ptrdiff_t>(end), true);
  };
  for (auto table = tables.begin(); table != tables.end(); ++table) {
    if (!table->within_profile) {
      continue;
    }
    const auto next = std::next(table);
    std::size_t begin = table->line - 1;
    if (!is_table_header(lines[begin])) {
      return not_written_as_a_table(name);
    }
    std::size_t end = next == tables.end() ? lines.size() : next->line - 1;
    // What stands below the profile's last key, or right above another's table, is not about it.
    const bool is_last_piece = next == tables.end() || !next->within_profile;
    while (is_last_piece && end > begin + 1 && is_blank_or_comment(lines[end - 1])) {
      --end;
    }
    // What was added at the end had this line put before it.
    const bool ends_the_text =
        std::all_of(lines.begin() + static_cast<std::ptrdiff_t>(end), lines.end(), is_blank);
    if (ends_the_text && begin > 0 && is_blank(lines[begin - 1])) {
      --begin;
    }
    drop(begin, end);
  }
  const bool is_there = std::any_of(tables.begin(), tables.end(),
                                    [](const TableLine& table) { return table.within_profile; });
  if (is_there && places->default_begin > 0) {
    drop(places->default_begin - 1, places->default_end);
  }
  std::string result;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    if (!dropped[index]) {
      result += lines[index];
    }
  }
  return removal_verified(result, name, is_there);
}

}  // namespace tidings

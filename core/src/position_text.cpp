#include "position_text.h"

#include <cstdint>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

#include "tidings/json_text.h"

namespace tidings {
namespace {

constexpr std::string_view kFormat = "tidings positions ";
constexpr std::string_view kVersion = "1";
constexpr std::string_view kEnd = "end ";

/// FNV-1a: finds what a disk or an editor does to a file; nobody forges his own positions.
std::string checksum(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char byte : text) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  }
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
  return digits;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::optional<std::pair<std::string, std::string>> stream_and_id(std::string_view line) {
  if (!json::validate(line) || !json::is_array(line)) {
    return std::nullopt;
  }
  std::vector<std::string> strings;
  bool only_strings = true;
  json::for_each_element(line, [&](std::string_view element) {
    auto content = json::string_content(element);
    only_strings = only_strings && content.has_value();
    strings.push_back(std::move(content).value_or(""));
    return only_strings && strings.size() <= 2;
  });
  if (!only_strings || strings.size() != 2) {
    return std::nullopt;
  }
  return std::pair(std::move(strings[0]), std::move(strings[1]));
}

}  // namespace

std::string positions_to_text(const Positions& positions) {
  std::string text = std::string(kFormat).append(kVersion) + '\n';
  for (const auto& [stream, id] : positions) {
    text += '[';
    json::append_quoted(text, stream);
    text += ',';
    json::append_quoted(text, id);
    text += "]\n";
  }
  const std::string sum = checksum(text);
  return text.append(kEnd).append(sum) + '\n';
}

std::variant<Positions, DamagedPositions, NewerPositions> positions_from_text(
    std::string_view text) {
  std::string_view rest = text;
  const std::string_view first_line = take_line(rest);
  if (!first_line.starts_with(kFormat)) {
    return DamagedPositions{"it does not begin as a file of positions does"};
  }
  if (const std::string_view version = first_line.substr(kFormat.size()); version != kVersion) {
    if (!version.empty() && version.find_first_not_of("0123456789") == std::string_view::npos) {
      return NewerPositions{};
    }
    return DamagedPositions{"its first line is no version of the format"};
  }
  Positions positions;
  while (!rest.empty()) {
    const std::string_view before = text.substr(0, text.size() - rest.size());
    const std::string_view line = take_line(rest);
    if (line.starts_with(kEnd)) {
      if (line.substr(kEnd.size()) != checksum(before) || !rest.empty()) {
        return DamagedPositions{"its checksum is wrong"};
      }
      return positions;
    }
    auto position = stream_and_id(line);
    if (!position) {
      return DamagedPositions{"line " + std::to_string(positions.size() + 2) +
                              " is no position of a stream"};
    }
    positions.insert_or_assign(std::move(position->first), std::move(position->second));
  }
  return DamagedPositions{"its end is missing"};
}

}  // namespace tidings

#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace tidings {

/// The fields that the standard knows; anything else on a line is ignored.
enum class Field : unsigned char { unknown, data, type, id, retry };

inline constexpr std::size_t kLongestFieldName = 5;

namespace field_name {
inline constexpr std::string_view kData = "data";
inline constexpr std::string_view kType = "event";
inline constexpr std::string_view kId = "id";
inline constexpr std::string_view kRetry = "retry";
}  // namespace field_name

/// REQUIRES: `name` is all that stands before the colon, or the whole line when it has none.
inline Field field_named(std::string_view name) {
  if (name == field_name::kData) {
    return Field::data;
  }
  if (name == field_name::kType) {
    return Field::type;
  }
  if (name == field_name::kId) {
    return Field::id;
  }
  return name == field_name::kRetry ? Field::retry : Field::unknown;
}

/// The value behind the colon, without the one space that may lead it.
inline std::string_view without_leading_space(std::string_view value) {
  return value.starts_with(' ') ? value.substr(1) : value;
}

struct FieldLine {
  Field field = Field::unknown;
  std::string_view value;
};

/// Splits a whole line. Asks for the known names instead of looking for the colon, which may be far
/// away or not there. REQUIRES: `line` is not empty and no comment.
inline FieldLine split_field(std::string_view line) {
  const auto is_named = [line](std::string_view name) {
    return line.starts_with(name) && (line.size() == name.size() || line[name.size()] == ':');
  };
  const auto with_value = [line](Field field, std::string_view name) -> FieldLine {
    return {field, without_leading_space(line.substr(std::min(line.size(), name.size() + 1)))};
  };
  if (is_named(field_name::kData)) {
    return with_value(Field::data, field_name::kData);
  }
  if (is_named(field_name::kId)) {
    return with_value(Field::id, field_name::kId);
  }
  if (is_named(field_name::kType)) {
    return with_value(Field::type, field_name::kType);
  }
  if (is_named(field_name::kRetry)) {
    return with_value(Field::retry, field_name::kRetry);
  }
  return {};
}

}  // namespace tidings

#pragma once

#include <cstddef>
#include <string_view>

namespace tidings {

/// The fields that the standard knows; anything else on a line is ignored.
enum class Field : unsigned char { unknown, data, type, id, retry };

inline constexpr std::size_t kLongestFieldName = 5;

/// REQUIRES: `name` is all that stands before the colon, or the whole line when it has none.
inline Field field_named(std::string_view name) {
  if (name == "data") {
    return Field::data;
  }
  if (name == "event") {
    return Field::type;
  }
  if (name == "id") {
    return Field::id;
  }
  if (name == "retry") {
    return Field::retry;
  }
  return Field::unknown;
}

}  // namespace tidings

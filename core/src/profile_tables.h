#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "tidings/result.h"

namespace tidings {

/// Where a table of a configuration begins.
struct TableLine {
  std::size_t line = 0;         ///< of its header, from 1
  bool within_profile = false;  ///< it belongs to the profile that was asked for
};

/// The tables of a configuration's text, by line; `profile` names the profile asked for.
Result<std::vector<TableLine>> table_lines(std::string_view text, std::string_view profile);

}  // namespace tidings

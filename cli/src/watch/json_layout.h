#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidings::cli {

/// Appends the JSON value indented, a member or element a line, each line but the first after
/// `margin` spaces, in colours if wanted. Strings and numbers stand as they came. REQUIRES: `json`
/// has passed `json::validate`.
void append_indented_json(std::string& out, std::string_view json, std::size_t margin, bool colors);

}  // namespace tidings::cli

#pragma once

#include <string>
#include <string_view>

namespace tidings::json {

/// Decodes what stands between the quotes of a string literal. REQUIRES: valid JSON.
std::string decode_literal(std::string_view inside);

}  // namespace tidings::json

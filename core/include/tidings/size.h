#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tidings/export.h"
#include "tidings/result.h"

namespace tidings {

/// Reads a size as users write it: `64KiB`, `1MiB`, `2GiB`, decimals (`1.5MiB`), a bare number is
/// bytes (`B` may stand behind it). No sign, no spaces. The largest is 2^53 bytes. The error names
/// the value and the accepted form.
TIDINGS_API Result<std::uint64_t> parse_size(std::string_view text);

/// `512 B`, `1.5 MiB`: for people.
TIDINGS_API std::string format_size(std::uint64_t bytes);

}  // namespace tidings

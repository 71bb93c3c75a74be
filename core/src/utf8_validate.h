#pragma once

#include <string_view>

#include "tidings/export.h"

namespace tidings {

/// Whether all of `bytes` is well-formed UTF-8, 64 bytes at a time where the processor can.
[[nodiscard]] TIDINGS_API bool is_valid_utf8(std::string_view bytes);

}  // namespace tidings

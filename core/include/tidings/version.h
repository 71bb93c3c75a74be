#pragma once

#include <string_view>

#include "tidings/export.h"

namespace tidings {

/// The version of this library, such as `0.1.0`.
TIDINGS_API std::string_view version() noexcept;

}  // namespace tidings

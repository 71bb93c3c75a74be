#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "tidings/export.h"
#include "tidings/result.h"

namespace tidings {

/// Reads a duration as users write it: `250ms`, `45s`, `5m`, `1h`, `14d`, decimals (`1.5s`), a bare
/// number is seconds. No sign, no spaces. Below a millisecond is rounded to the nearest; the
/// largest is 100,000 days. The error names the value and the accepted form.
TIDINGS_API Result<std::chrono::milliseconds> parse_duration(std::string_view text);

/// The shortest form a person reads at a glance: `250ms`, `2.9s`, `45s`, `5m`, `1h 30m`. At most
/// two units, rounded; beyond 100,000 days it says `100000d`.
TIDINGS_API std::string format_duration(std::chrono::milliseconds duration);

}  // namespace tidings

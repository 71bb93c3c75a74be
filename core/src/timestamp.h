#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/export.h"

namespace tidings {

/// Whether `text` is a moment in UTC as RFC 3339 writes it: `2026-11-21T09:30:00Z`, with a fraction
/// or not; `+00:00` and `-00:00` are UTC too. The day must exist; second 60 only at 23:59.
TIDINGS_API bool is_utc_timestamp(std::string_view text);

/// Whole seconds since 1970 of such a text; nothing for any other.
TIDINGS_API std::optional<std::int64_t> utc_timestamp_seconds(std::string_view text);

/// `2026-11-21T09:30:00Z` for seconds since 1970; empty outside the years 0 to 9999, which RFC 3339
/// cannot write.
TIDINGS_API std::string utc_timestamp(std::int64_t seconds);

}  // namespace tidings

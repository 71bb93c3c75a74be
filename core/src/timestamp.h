#pragma once

#include <string_view>

namespace tidings {

/// Whether `text` is a moment in UTC as RFC 3339 writes it: `2026-11-21T09:30:00Z`, with a fraction
/// or not; `+00:00` and `-00:00` are UTC too. The day must exist; second 60 only at 23:59.
bool is_utc_timestamp(std::string_view text);

}  // namespace tidings

#pragma once

#include <optional>
#include <string_view>

#include "tidings/clock.h"

namespace tidings {

/// An HTTP date (RFC 9110, 5.6.7): IMF-fixdate, the obsolete RFC 850 form (its two-digit year read
/// as at most 50 years ahead of `now`) and asctime. Nothing for anything else. Before 1970 counts
/// as 1970; what the clock cannot hold, as its last moment.
std::optional<WallTime> parse_http_date(std::string_view text, WallTime now);

}  // namespace tidings

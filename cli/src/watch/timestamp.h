#pragma once

#include <string>

#include "tidings/clock.h"

namespace tidings::cli {

/// `2026-11-21T09:30:00.123Z`.
std::string utc_timestamp(WallTime time);

/// `09:30:00` where the user is.
std::string local_time_of_day(WallTime time);

}  // namespace tidings::cli

#pragma once

#include <chrono>

#include "tidings/export.h"

namespace tidings {

/// CLOCK_BOOTTIME: steady, and goes on while the machine sleeps, so that what ran out during sleep
/// fires on waking. All waiting is measured on it.
struct BootClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<BootClock>;
  static constexpr bool is_steady = true;
  TIDINGS_API static time_point now() noexcept;
};

using BootTime = BootClock::time_point;
/// Only for what the outside world dates: `received_at`, JWT times, `Retry-After` dates.
using WallTime = std::chrono::system_clock::time_point;

/// The present moment as pure logic is handed it.
struct Now {
  BootTime boot;
  WallTime wall;
};

}  // namespace tidings

#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace tidings::bench {

/// How much is measured.
struct CliSizes {
  std::uint64_t bytes = 1'000'000'000;
  int rounds = 5;  ///< medians are of so many
  int starts = 21;
  std::chrono::milliseconds round_time{5000};
  double rate = 1000;  ///< notifications a second
};

/// The programs that are measured, and how much.
struct CliBench {
  CliSizes sizes;
  std::string tidings;
  std::string server;
};

}  // namespace tidings::bench

#include <algorithm>
#include <array>
#include <stdexcept>

#include "cli/flood.h"
#include "cli/measurements.h"
#include "cli/timed_run.h"
#include "load/waiting.h"
#include "server/process_usage.h"

namespace tidings::bench {
namespace {

/// Reads until `bytes` have come.
void take(int output, std::uint64_t bytes) {
  std::array<char, 16'384> buffer{};
  while (bytes > 0) {
    const ssize_t got = read(output, buffer.data(), buffer.size());
    if (got <= 0)
      throw std::runtime_error("the stream was not printed to its end");
    bytes -= std::min<std::uint64_t>(bytes, static_cast<std::uint64_t>(got));
  }
}

}  // namespace

Row measure_start(const CliBench& bench) {
  constexpr double kGoal = 1.5;
  constexpr double kMilli = 1e3;
  const Flood flood({.bytes = flood_event(1).size(), .stays_open = true});
  std::vector<double> ours;
  std::vector<double> theirs;
  for (int round = 0; round < bench.sizes.starts; ++round) {
    ours.push_back(
        seconds_to_first_byte({bench.tidings, "watch", "-q", "-o", "data", flood.url()}));
    theirs.push_back(seconds_to_first_byte({"curl", "-sN", flood.url()}));
  }
  const double ratio = median_ratio(ours, theirs);
  return {.what = "start to first printed event / `curl -sN` to its first byte",
          .goal = "≤ 1.5",
          .measured = decimal(ratio, 2) + " (" + decimal(median(ours) * kMilli, 1) + " ms / " +
                      decimal(median(theirs) * kMilli, 1) + " ms)",
          .reached = ratio <= kGoal};
}

Row measure_memory(const CliBench& bench) {
  constexpr double kGoal = 15;
  constexpr std::uint64_t kBytes = 2'000'000;
  const Flood flood({.bytes = kBytes, .stays_open = true});
  const PipedProgram watch({bench.tidings, "watch", "-q", "-o", "data", flood.url()});
  // What is printed is less than what is sent: field names and ids are left out.
  take(watch.output(), kBytes / 2);
  const load::ForkedProcess reader([&watch](int /*control*/) { take(watch.output(), UINT64_MAX); });
  load::let_pass(std::chrono::milliseconds(500));
  const double mega = static_cast<double>(resident_bytes({watch.pid()})) / 1e6;
  return {.what = "resident memory following one stream, after 2 MB of notifications",
          .goal = "≤ 15 MB",
          .measured = decimal(mega, 1) + " MB",
          .reached = mega <= kGoal};
}

}  // namespace tidings::bench

#pragma once

#include <atomic>
#include <cstdint>

#include "load/latency_histogram.h"
#include "load/sequence_check.h"

namespace tidings::load {

/// What a fleet of streams tells while it runs. Lies in memory shared with the process that looks.
struct FleetBoard {
  std::atomic<std::uint64_t> live;      ///< streams that are caught up
  std::atomic<std::uint64_t> received;  ///< notifications
  std::atomic<std::uint64_t> refused;   ///< tries to open a stream that came to nothing
  LatencyHistogram latency;             ///< publish → received
  Findings findings;                    ///< once `finished`
  std::atomic<bool> finished;
};

}  // namespace tidings::load

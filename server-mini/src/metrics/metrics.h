#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace tidings::server {

/// What the server counts. Plain numbers of one process; sellers are no labels.
struct Metrics {
  // Now
  std::uint64_t connections = 0;
  std::uint64_t streams = 0;

  // Since the start
  std::uint64_t streams_opened = 0;
  std::uint64_t streams_resumed = 0;  ///< with a last event ID
  std::uint64_t gaps_sent = 0;
  std::uint64_t slow_readers_cut = 0;
  std::uint64_t streams_expired = 0;  ///< ended with their token or by their age
  std::uint64_t deliveries = 0;       ///< notifications written to streams
  std::uint64_t heartbeats = 0;
  std::uint64_t accepted = 0;                ///< notifications stored
  std::uint64_t repeated = 0;                ///< recognised by their idempotency key
  std::uint64_t refused = 0;                 ///< bad, in conflict or not storable
  std::uint64_t unauthorized = 0;            ///< requests without a good token
  std::array<std::uint64_t, 6> responses{};  ///< by the status's first digit
};

/// The metrics as Prometheus' text format.
std::string prometheus_text(const Metrics& metrics);

}  // namespace tidings::server

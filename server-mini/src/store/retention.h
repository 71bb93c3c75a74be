#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace tidings::server {

inline constexpr std::size_t kServerIdLength = 12;

/// What one answer to a request for the history holds at most, per log.
inline constexpr std::size_t kHistoryBytes = std::size_t{4} << 20U;

/// How long a log's bounds are remembered after the last append or stream: one history age longer
/// than the entries, and at least a day, so that with a short history a client that was away a
/// little longer is not told of a gap.
inline std::chrono::milliseconds memory_of_a_log(std::chrono::milliseconds history_age) {
  return history_age + std::max<std::chrono::milliseconds>(history_age, std::chrono::hours(24));
}

}  // namespace tidings::server

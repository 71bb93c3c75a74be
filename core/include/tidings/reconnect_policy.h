#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "tidings/clock.h"
#include "tidings/export.h"

/// How long to wait before the next try: pure arithmetic.
namespace tidings {

/// What a server asks for beyond this counts as this.
inline constexpr std::chrono::milliseconds kLongestServerDelay = std::chrono::hours{1};

struct ReconnectHints {
  std::chrono::milliseconds reconnection_time{3000};  ///< until the server names one
  std::chrono::milliseconds longest_delay{30000};     ///< cap of the growing back-off
  std::optional<std::chrono::milliseconds> server_reconnection_time;  ///< the last `retry` field
  std::optional<std::chrono::milliseconds> retry_after;  ///< of the answer just refused
};

/// The delay before jitter. Starts at the reconnection time, doubles with each failed try in a row
/// (`failed_tries` 0 and 1 both give the reconnection time), up to `longest_delay`; never below
/// what the server asked for.
TIDINGS_API std::chrono::milliseconds reconnect_delay(const ReconnectHints& hints,
                                                      unsigned failed_tries);

/// The delay to wait: up to half of `reconnect_delay` is subtracted by `random` in [0, 1), but
/// never so much that it falls below what the server asked for.
///
/// With 3 s, 30 s and nothing from the server: 1.5-3 s, 1.5-3 s, 3-6 s, 6-12 s, 12-24 s, 15-30 s, …
/// for 0, 1, 2, 3, 4, 5, … failed tries.
TIDINGS_API std::chrono::milliseconds jittered_reconnect_delay(const ReconnectHints& hints,
                                                               unsigned failed_tries,
                                                               double random);

/// `Retry-After` (RFC 9110, 10.2.3): seconds or an HTTP date (all three forms). Nothing when
/// malformed; zero when the date has passed; at most `kLongestServerDelay`.
TIDINGS_API std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value,
                                                                       WallTime now);

}  // namespace tidings

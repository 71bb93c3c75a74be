#include "tidings/reconnect_policy.h"

#include <algorithm>

#include "http_date.h"

namespace tidings {
namespace {

using std::chrono::milliseconds;

/// Nothing would stay nothing when doubled. 0 is believed for healthy streams, but failed tries
/// never become a hot loop.
constexpr milliseconds kFailureDelayForNone{100};

milliseconds capped(milliseconds asked) {
  return std::clamp(asked, milliseconds{0}, kLongestServerDelay);
}

milliseconds asked_by_server(const ReconnectHints& hints) {
  return std::max(capped(hints.server_reconnection_time.value_or(milliseconds{0})),
                  capped(hints.retry_after.value_or(milliseconds{0})));
}

}  // namespace

milliseconds reconnect_delay(const ReconnectHints& hints, unsigned failed_tries) {
  milliseconds delay = hints.server_reconnection_time ? capped(*hints.server_reconnection_time)
                                                      : hints.reconnection_time;
  if (failed_tries > 0 && delay == milliseconds{0}) {
    delay = kFailureDelayForNone;
  }
  for (unsigned tries = 1; tries < failed_tries && delay < hints.longest_delay; ++tries) {
    delay *= 2;
  }
  return std::max(std::min(delay, hints.longest_delay), asked_by_server(hints));
}

milliseconds jittered_reconnect_delay(const ReconnectHints& hints, unsigned failed_tries,
                                      double random) {
  const milliseconds delay = reconnect_delay(hints, failed_tries);
  const milliseconds jitter{
      static_cast<milliseconds::rep>(static_cast<double>(delay.count()) * 0.5 * random)};
  return std::max(delay - jitter, asked_by_server(hints));
}

std::optional<milliseconds> parse_retry_after(std::string_view value, WallTime now) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!value.empty() && std::all_of(value.begin(), value.end(), digit)) {
    milliseconds delay{0};
    for (const char c : value) {
      delay =
          std::min<milliseconds>(delay * 10 + std::chrono::seconds{c - '0'}, kLongestServerDelay);
    }
    return delay;
  }
  const std::optional<WallTime> date = parse_http_date(value, now);
  if (!date) {
    return std::nullopt;
  }
  const auto left = std::chrono::ceil<milliseconds>(*date - now);
  return std::clamp(left, milliseconds{0}, kLongestServerDelay);
}

}  // namespace tidings

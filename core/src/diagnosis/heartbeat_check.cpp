#include <algorithm>
#include <chrono>

#include "tidings/duration.h"

#include "diagnosis/checks.h"
#include "diagnosis/wording.h"
#include "observation/measures.h"

namespace tidings {
namespace {

using std::chrono::milliseconds;

constexpr Verdict kVerdict("heartbeat");
/// The usual idle time-out of proxies is 60 s.
constexpr milliseconds kTooFarApart{55000};
/// Where events keep silences this short, heartbeats have nothing to do.
constexpr milliseconds kShortSilence{15000};
constexpr milliseconds kTolerance{1000};
/// A stream that ends sooner than that has given heartbeats no chance.
constexpr milliseconds kShortestLook{1000};

constexpr std::string_view kSendSome =
    "have the server send a comment line (`: heartbeat`) every 15 to 30 seconds when nothing else "
    "is sent: without, proxies cut the stream and clients cannot tell silence from a dead "
    "connection";

milliseconds longest_silence(const ObservedConnection& stream) {
  return std::max(stream.longest_silence, last_silence(stream));
}

bool is_held_back(const ObservedStream& seen) {
  const auto buffering = buffering_check(seen);
  return buffering && buffering->status == CheckStatus::fail;
}

std::optional<Check> judge_none(const ObservedStream& seen) {
  const ObservedConnection& stream = seen.stream;
  const milliseconds looked = open_time(stream);
  const milliseconds silence = longest_silence(stream);
  if (stream.end && looked < kShortestLook) {
    return std::nullopt;
  }
  if (seen.announced_heartbeat && silence <= *seen.announced_heartbeat * 3 / 2 + kTolerance) {
    return kVerdict.ok("none was due: announced every " +
                       format_duration(*seen.announced_heartbeat) + ", the longest silence was " +
                       format_duration(silence));
  }
  if (stream.event_count > 0 && silence * 2 < looked && silence < kShortSilence) {
    return kVerdict.ok("none seen and none needed: events come often, the longest silence was " +
                       format_duration(silence));
  }
  const std::string detail = "none came within " + format_duration(looked);
  if (seen.announced_heartbeat) {
    return kVerdict.warn(
        detail + ", although announced every " + format_duration(*seen.announced_heartbeat),
        std::string(kSendSome));
  }
  if (seen.heartbeat_timeout_given && seen.heartbeat_timeout > milliseconds{0} &&
      silence >= seen.heartbeat_timeout) {
    return kVerdict.fail(
        detail + ": the client gives up after " + format_duration(seen.heartbeat_timeout),
        std::string(kSendSome));
  }
  return kVerdict.warn(detail + ", and none are announced (X-SSE-Keepalive)",
                       std::string(kSendSome));
}

}  // namespace

std::optional<Check> heartbeat_check(const ObservedStream& seen) {
  const ObservedConnection& stream = seen.stream;
  if (!is_open(stream) || is_held_back(seen)) {
    return std::nullopt;
  }
  const std::size_t count = pieces_with_heartbeats(stream);
  if (count == 0) {
    return judge_none(seen);
  }
  const std::optional<milliseconds> interval = heartbeat_interval(stream);
  const milliseconds apart = interval.value_or(longest_silence(stream));
  std::string detail = counted(count, "heartbeat") + " seen";
  if (interval) {
    detail += ", every " + format_duration(*interval);
  }
  if (seen.heartbeat_timeout > milliseconds{0} && apart >= seen.heartbeat_timeout) {
    return kVerdict.fail(
        detail + "; the client gives up after " + format_duration(seen.heartbeat_timeout),
        "raise the client's heartbeat timeout to 2.5 times the interval, or have "
        "the server send heartbeats more often");
  }
  if (seen.announced_heartbeat && apart > *seen.announced_heartbeat * 3 / 2 + kTolerance) {
    return kVerdict.warn(
        detail + ", although announced every " + format_duration(*seen.announced_heartbeat),
        "clients set their timeout by what is announced: announce "
        "(X-SSE-Keepalive) what is kept");
  }
  if (apart > kTooFarApart) {
    return kVerdict.warn(detail,
                         "proxies commonly cut what is silent for 60 seconds: have the server send "
                         "heartbeats every 15 to 30 seconds");
  }
  return kVerdict.ok(detail + (seen.heartbeat_timeout > milliseconds{0}
                                   ? "; the client waits " + format_duration(seen.heartbeat_timeout)
                                   : "; the client waits without end"));
}

}  // namespace tidings

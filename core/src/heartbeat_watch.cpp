#include "heartbeat_watch.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "ascii.h"

namespace tidings {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kShortest = std::chrono::seconds{45};
constexpr milliseconds kLongestLearned = std::chrono::minutes{15};
/// An announced interval beyond this is taken for a mistake.
constexpr std::int64_t kLongestAnnouncedSeconds = 86400;

}  // namespace

std::optional<milliseconds> announced_heartbeat(const HttpResponseHead& head) {
  const std::optional<std::string_view> header = head.header("X-SSE-Keepalive");
  if (!header) {
    return std::nullopt;
  }
  const std::string_view text = ascii::trimmed(*header);
  std::int64_t seconds = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, seconds);
  if (error != std::errc{} || stop != end || seconds <= 0 || seconds > kLongestAnnouncedSeconds) {
    return std::nullopt;
  }
  return std::chrono::seconds{seconds};
}

HeartbeatWatch::HeartbeatWatch(std::optional<Timeout> given, std::optional<Timeout> expected)
    : given_(given), expected_(expected), learned_(kShortest) {}

HeartbeatWatch::Timeout HeartbeatWatch::timeout() const noexcept {
  return given_.value_or(announced_.value_or(expected_.value_or(learned_)));
}

void HeartbeatWatch::on_open(const HttpResponseHead& head) {
  const std::optional<milliseconds> interval = announced_heartbeat(head);
  announced_ = interval ? std::optional(std::max(*interval * 5 / 2, kShortest)) : std::nullopt;
}

bool HeartbeatWatch::on_silence(bool was_open) {
  if (given_ || announced_ || expected_) {
    return false;
  }
  if (!was_open || !fell_silent_) {
    fell_silent_ = fell_silent_ || was_open;
    return false;
  }
  const Timeout before = learned_;
  learned_ = std::min(learned_ * 2, kLongestLearned);
  return learned_ != before;
}

}  // namespace tidings

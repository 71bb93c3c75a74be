#include <algorithm>
#include <chrono>

#include "tidings/duration.h"

#include "diagnosis/checks.h"
#include "diagnosis/wording.h"
#include "observation/measures.h"

namespace tidings {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Verdict kVerdict("buffering");
/// A body that has not begun by then is late.
constexpr milliseconds kLate{2000};
constexpr milliseconds kWithHead{50};
/// A pause that tells pieces apart.
constexpr milliseconds kPause{1000};
/// Events that were made so far apart were not sent in one go.
constexpr seconds kFarApart{3};
constexpr std::size_t kPattern = 2;

constexpr std::string_view kAdvice =
    "switch off response buffering for this path. nginx: `proxy_buffering off;`, or let the "
    "server's `X-Accel-Buffering: no` through (no `proxy_ignore_headers` for it); Apache: "
    "`flushpackets=on`; elsewhere look for buffering, compression or virus scanning of responses. "
    "If nothing stands in between: have the server flush after each event";

Check buffers(std::string detail) {
  return kVerdict.fail(std::move(detail), std::string(kAdvice));
}
Check may_buffer(std::string detail) {
  return kVerdict.warn(std::move(detail), std::string(kAdvice));
}

/// The connection stands, small requests are answered, but of the stream there is nothing.
std::optional<Check> judge_missing_head(const ObservedStream& seen) {
  if (!seen.small_request || !seen.small_request->head || seen.stream.end) {
    return std::nullopt;
  }
  const HttpResponseHead& head = *seen.small_request->head;
  const std::string who = answered_by(head);
  return buffers("not even the head of the answer came within " +
                 format_duration(seen.stream.watched) + ", although a small request is answered (" +
                 std::to_string(head.status) + (who.empty() ? "" : " from " + who) +
                 "): something holds the stream back until enough of it has come together");
}

/// A head without a body.
std::optional<Check> judge_missing_body(const ObservedStream& seen) {
  const milliseconds waited = open_time(seen.stream);
  const std::string detail =
      "the head came, but not a byte of the body within " + format_duration(waited);
  if (waited < kLate) {
    return std::nullopt;
  }
  if (seen.announced_heartbeat && waited > *seen.announced_heartbeat * 3 / 2) {
    return buffers(detail + ", although the answer announces a heartbeat every " +
                   format_duration(*seen.announced_heartbeat));
  }
  return may_buffer(detail + ": something holds it back, or the server has sent nothing yet");
}

/// A server sends a heartbeat when nothing else was sent for a while: never two at once.
const ObservedPiece* piece_of_heartbeats(const ObservedConnection& stream) {
  const auto found =
      std::find_if(stream.pieces.begin(), stream.pieces.end(), [&](const ObservedPiece& piece) {
        return piece.heartbeats > 1 && &piece != greeting(stream);
      });
  return found == stream.pieces.end() ? nullptr : &*found;
}

const ObservedPiece* piece_of_different_times(const ObservedConnection& stream) {
  const auto found =
      std::find_if(stream.pieces.begin(), stream.pieces.end(), [](const ObservedPiece& piece) {
        return piece.first_made && *piece.last_made - *piece.first_made >= kFarApart;
      });
  return found == stream.pieces.end() ? nullptr : &*found;
}

/// Whatever comes, comes after a pause and is several at once.
bool comes_in_bursts(const ObservedConnection& stream) {
  std::size_t bursts = 0;
  milliseconds before = stream.head_at;
  for (const ObservedPiece& piece : stream.pieces) {
    const bool is_first = &piece == greeting(stream);
    if (!is_first && (piece.events + piece.heartbeats < 2 || piece.at - before < kPause)) {
      return false;
    }
    bursts += is_first ? 0 : 1;
    before = piece.at;
  }
  return bursts >= kPattern;
}

/// Our own server greets at once.
bool greets_late(const ObservedStream& seen) {
  const ObservedConnection& stream = seen.stream;
  return seen.announced_heartbeat && stream.retry &&
         stream.pieces.front().at - stream.head_at >= kLate;
}

}  // namespace

std::optional<Check> buffering_check(const ObservedStream& seen) {
  const ObservedConnection& stream = seen.stream;
  if (!stream.head) {
    return judge_missing_head(seen);
  }
  if (!is_open(stream)) {
    return std::nullopt;
  }
  if (stream.pieces.empty()) {
    return judge_missing_body(seen);
  }
  const milliseconds first = stream.pieces.front().at - stream.head_at;
  if (const ObservedPiece* piece = piece_of_heartbeats(stream)) {
    return buffers(counted(piece->heartbeats, "heartbeat") + " came in one piece, " +
                   format_duration(piece->at) + " after the start");
  }
  if (greets_late(seen)) {
    return buffers("the first bytes came " + format_duration(first) +
                   " after the head, although the server sends them at once");
  }
  if (const ObservedPiece* piece = piece_of_different_times(stream)) {
    return may_buffer(counted(piece->events, "event") + " that were made " +
                      format_duration(*piece->last_made - *piece->first_made) +
                      " apart came in one piece");
  }
  if (comes_in_bursts(stream)) {
    return may_buffer("everything comes in bursts, several events at once after a pause");
  }
  return kVerdict.ok(
      "nothing is held back on the way: the first bytes came " +
      (first < kWithHead ? "with the head" : format_duration(first) + " after the head"));
}

}  // namespace tidings

#include "observation/measures.h"

#include <algorithm>
#include <vector>

#include "response_verdict.h"

namespace tidings {
namespace {

using std::chrono::milliseconds;

/// Later than that is not at once, whatever the way to the server.
constexpr milliseconds kAtOnce{1000};
/// What comes together with a head that late may have been held back with it.
constexpr milliseconds kAnswersLate{3000};

}  // namespace

bool is_open(const ObservedConnection& connection) {
  return connection.head && judge_response(*connection.head).kind == ResponseVerdict::Kind::open;
}

const ObservedPiece* greeting(const ObservedConnection& connection) {
  if (connection.pieces.empty() || connection.head_at > kAnswersLate ||
      connection.pieces.front().at - connection.head_at > kAtOnce) {
    return nullptr;
  }
  return &connection.pieces.front();
}

std::size_t pieces_with_heartbeats(const ObservedConnection& connection) {
  const ObservedPiece* first = greeting(connection);
  return static_cast<std::size_t>(std::count_if(
      connection.pieces.begin(), connection.pieces.end(),
      [&](const ObservedPiece& piece) { return &piece != first && piece.heartbeats > 0; }));
}

std::optional<milliseconds> heartbeat_interval(const ObservedConnection& connection) {
  const ObservedPiece* first = greeting(connection);
  std::optional<milliseconds> before;
  std::vector<milliseconds> intervals;
  for (const ObservedPiece& piece : connection.pieces) {
    if (&piece != first && piece.heartbeats > 0) {
      if (before) {
        intervals.push_back(piece.at - *before);
      }
      before = piece.at;
    }
  }
  if (intervals.empty()) {
    return std::nullopt;
  }
  const auto middle = intervals.begin() + static_cast<std::ptrdiff_t>(intervals.size() / 2);
  std::nth_element(intervals.begin(), middle, intervals.end());
  return *middle;
}

milliseconds last_silence(const ObservedConnection& connection) {
  return connection.watched - connection.last_byte_at;
}

milliseconds open_time(const ObservedConnection& connection) {
  return connection.watched - connection.head_at;
}

bool repeats_events(const ObservedConnection& later, const ObservedConnection& earlier) {
  return std::any_of(later.events.begin(), later.events.end(), [&](const ObservedEvent& event) {
    return event.has_own_id &&
           std::find(earlier.events.begin(), earlier.events.end(), event) != earlier.events.end();
  });
}

}  // namespace tidings

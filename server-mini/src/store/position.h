#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Where a notification stands in a log. Pure values; nothing here knows a store.
namespace tidings::server {

/// The ID of an entry in a log: milliseconds since 1970 and a running number within the
/// millisecond, as in a Redis stream. Each entry's position is greater than those of all entries
/// before it in the same log. `0-0` stands before every entry.
struct Position {
  std::uint64_t ms = 0;
  std::uint64_t seq = 0;

  friend auto operator<=>(const Position&, const Position&) = default;
};

/// `1795305600000-0`.
std::string to_text(const Position& position);
/// The exact form of `to_text`, nothing else: no sign, no space, no leading zero, 64 bits.
std::optional<Position> parse_position(std::string_view text);

/// The greatest position below `position` (`0-0` stays as it is).
Position just_before(Position position);

/// What a log can say about its past. Both are exact, the age limit included.
struct LogBounds {
  Position trimmed;  ///< the newest entry that is gone for good; what came later is all kept
  Position last;     ///< the newest entry ever; the live position

  /// Whether everything after `position` is kept. If not, a stream that resumes there has a gap:
  /// something was trimmed, or the position is newer than the log (a failover lost its end).
  [[nodiscard]] bool covers(const Position& position) const {
    return position >= trimmed && position <= last;
  }
};

/// What the member `id` of a notification says: which log holds it, where, and a random part, which
/// keeps the ids of different sellers (and of what a failover lost) apart. For clients the text is
/// opaque.
struct NotificationId {
  bool broadcast = false;
  Position position;
  std::string nonce;  ///< 8 characters of `0-9a-z`

  friend bool operator==(const NotificationId&, const NotificationId&) = default;
};

/// `1795305600000-0.k3x9q2ab`, with a `b` in front for a broadcast. At most 51 bytes.
std::string to_text(const NotificationId& id);
/// The exact form of `to_text`, nothing else.
std::optional<NotificationId> parse_notification_id(std::string_view text);

}  // namespace tidings::server

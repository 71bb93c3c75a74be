#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "position.h"

namespace tidings::server {

inline constexpr std::size_t kEpochLength = 8;
inline constexpr std::size_t kMaxCursorLength = 64;

/// What stands in `id:` on a stream and comes back as `Last-Event-ID`: the store's epoch and the
/// positions in the seller's and in the broadcast log, always both. It means the same on every
/// server of the store.
struct Cursor {
  std::string epoch;  ///< `kEpochLength` characters of `0-9a-z`
  Position seller;
  Position broadcast;

  friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// Epoch and four numbers to the base 36, joined by `-`: `k3x9q2ab-mwr2lmo0-0-mwr2lmo1-2`. At most
/// `kMaxCursorLength` bytes, ASCII, no spaces. REQUIRES: a well-formed epoch.
std::string to_text(const Cursor& cursor);

/// The exact form of `to_text`, nothing else. `0` is no cursor: see `asks_for_everything`.
std::optional<Cursor> parse_cursor(std::string_view text);

/// `0` asks for everything that is kept, which is never a gap.
inline bool asks_for_everything(std::string_view last_event_id) {
  return last_event_id == "0";
}

/// Whether `text` can be an epoch.
bool is_epoch(std::string_view text);

}  // namespace tidings::server

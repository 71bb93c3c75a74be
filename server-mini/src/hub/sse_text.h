#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "options/options.h"

/// The bytes of a stream (HTML, 9.2.5): blocks of the server's event stream as text. Pure.
namespace tidings::server::sse {

/// What each stream starts with: the reconnection time, and a comment that makes a client and every
/// proxy see a byte at once.
std::string opening(std::chrono::milliseconds reconnection_time);

/// A block that tells the client only a new reconnection time.
std::string reconnection_time(std::chrono::milliseconds time);

/// A block with an id and nothing else: nothing is dispatched, the position is kept.
std::string position(std::string_view cursor);

/// What stands before and after the JSON of a notification.
std::string notification_head(std::string_view cursor);
inline constexpr std::string_view kBlockEnd = "\n\n";

/// An event without an id. REQUIRES: neither has a line end.
std::string control_event(std::string_view type, std::string_view data);

/// The data of `event: gap`: the position asked for (as it came, at most 256 bytes of it) and the
/// one that comes next on the stream.
std::string gap_data(std::string_view requested, std::string_view oldest);

std::string_view heartbeat(HeartbeatForm form);

}  // namespace tidings::server::sse

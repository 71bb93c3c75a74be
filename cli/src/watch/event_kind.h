#pragma once

#include <string>

#include "watch/received_event.h"
#include "watch/watch_options.h"

namespace tidings::cli {

enum class EventKind {
  ordinary,
  heartbeat,  ///< says only that the server is there: neither printed nor counted
  gap,        ///< control events of our own server: told, but not counted
  read,
  unread,
};

/// What an event is to a user of this kind of server.
EventKind kind_of(const ReceivedEvent& received, Preset preset);

/// A control event in words, as a status line.
std::string control_status(const ReceivedEvent& received, EventKind kind);

}  // namespace tidings::cli

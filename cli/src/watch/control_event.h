#pragma once

#include <string>

#include "watch/received_event.h"

namespace tidings::cli {

/// A control event of our own server (`gap`, `read`, `unread`) in words, as a status line.
std::string control_status(const ReceivedEvent& received);

}  // namespace tidings::cli

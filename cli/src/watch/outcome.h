#pragma once

#include <span>

#include "tidings/stream_client.h"

#include "exit_status.h"

namespace tidings::cli {

/// The status that a stream's end stands for.
ExitStatus status_of(StreamEnd::Kind kind);

/// When all streams have ended by themselves: the first that occurred of 4, 1, 3, 0.
ExitStatus combined_status(std::span<const StreamEnd::Kind> ends);

}  // namespace tidings::cli

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "tidings/observation.h"

/// What follows from a record without any judgement.
namespace tidings {

/// An answer that a client can follow: 200 and `text/event-stream`.
bool is_open(const ObservedConnection& connection);

/// What a server sends by itself as soon as the stream opens: the first piece, if it came at once
/// and the head was not late. Comments in it are a greeting and no heartbeats. Null when there is
/// none.
const ObservedPiece* greeting(const ObservedConnection& connection);

/// Pieces with heartbeats in them, the greeting left out.
std::size_t pieces_with_heartbeats(const ObservedConnection& connection);

/// The usual time between such pieces: the median. Nothing with fewer than two.
std::optional<std::chrono::milliseconds> heartbeat_interval(const ObservedConnection& connection);

/// From the last byte (the head, when no byte came) to the end of the record.
std::chrono::milliseconds last_silence(const ObservedConnection& connection);

/// How long the stream was looked at since its head.
std::chrono::milliseconds open_time(const ObservedConnection& connection);

/// Whether an event of `later` is one that `earlier` had too: same id, same content.
bool repeats_events(const ObservedConnection& later, const ObservedConnection& earlier);

}  // namespace tidings

#pragma once

#include <chrono>
#include <optional>

#include "tidings/observation.h"

namespace tidings {

/// The requests by which a stream is looked at, in their order.
enum class ObservationStep {
  stream,
  small_request,  ///< the connection was there but no answer came: does the server answer at all?
  certificate,    ///< it is not trusted: what does it say?
  resumed,
  replayed,
  compressed,
  preflight,
};

/// The next request that can tell something new; nothing: all is known.
std::optional<ObservationStep> next_step(ObservationStep done, const ObservedStream& seen);

/// Whether a request has told what it can. `stream` goes on until its time is over, unless its
/// answer is none to go on with, or `may_end_early` and its heartbeats have shown enough.
bool is_enough(ObservationStep step, const ObservedConnection& so_far, const ObservedStream& seen,
               bool may_end_early);

/// How long a request other than `stream` may take without an answer, and after it.
inline constexpr std::chrono::milliseconds kLongestWaitForAnswer{5000};
inline constexpr std::chrono::milliseconds kLongestLookAtAnswer{2000};

/// Puts the record of a step where it belongs.
void keep(ObservationStep step, ObservedConnection record, ObservedStream& seen);

}  // namespace tidings

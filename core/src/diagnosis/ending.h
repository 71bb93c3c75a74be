#pragma once

#include "tidings/observation.h"

/// What ended a stream that was open, if it did not last until looking stopped.
namespace tidings {

/// The server closed it because the token had expired.
bool ended_with_token(const ObservedStream& seen);

/// After a silence that was no shorter than any before it: an idle time-out.
bool ended_by_silence(const ObservedStream& seen);

}  // namespace tidings

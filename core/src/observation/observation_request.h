#pragma once

#include <string_view>

#include "tidings/http_transport.h"
#include "tidings/observation.h"
#include "tidings/stream_settings.h"

#include "observation/observation_steps.h"
#include "stream_request.h"

namespace tidings {

/// The position that a step asks the stream to go on from; empty for none.
std::string_view position_asked_for(ObservationStep step, const StreamSettings& settings,
                                    const ObservedStream& seen);

/// The request of a step; `request` stands where redirects have led to.
HttpRequest observation_request(ObservationStep step, const StreamRequest& request,
                                const StreamSettings& settings, std::string_view token,
                                const ObservedStream& seen);

/// What a page of another origin asks leave for, as browsers write it.
std::string preflight_headers(const ObservedStream& seen);

}  // namespace tidings

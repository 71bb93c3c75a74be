#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "tidings/event_parser.h"
#include "tidings/stream_settings.h"

namespace tidings {

/// The position that an event names in its data; nothing when it is none of those that count, or
/// names one of more than `longest` bytes.
std::optional<std::string> position_named_by(const Event& event, const PositionInData& place,
                                             std::size_t longest);

}  // namespace tidings

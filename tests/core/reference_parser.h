#pragma once

#include <string_view>

#include "tidings/event_parser.h"

namespace tidings::test {

/// The event stream parser as slow and as close to the standard's text as can be: the whole stream
/// is decoded, then cut into lines, then interpreted. What the real one is compared with.
void parse_by_the_book(std::string_view stream, EventLimits limits, EventSink& sink);

}  // namespace tidings::test

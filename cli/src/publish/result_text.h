#pragma once

#include <string>

#include "tidings/publisher.h"

namespace tidings::cli {

/// `-o json`: `{"id":"…","sellerId":42,"line":3}` or `{"error":"…","sellerId":42,"line":3}` and a
/// line end. `sellerId` is missing for a broadcast, and where it could not be read.
std::string result_json(const PublishResult& result);

}  // namespace tidings::cli

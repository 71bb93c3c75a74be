#pragma once

#include <string_view>

#include "tidings/export.h"

namespace tidings {

/// Whether `url` is an absolute http or https URL with a host, as a notification may carry: opening
/// it starts a browser and nothing else. No spaces or control characters.
TIDINGS_API bool is_http_url(std::string_view url);

}  // namespace tidings

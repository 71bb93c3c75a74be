#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "publish/publish_options.h"

namespace tidings::cli {

/// A line of a file as it is to be sent: once, as it is, when it names its receiver or the flags
/// name none; else once for each receiver of the flags. What is no JSON object is left for the
/// check before sending.
std::vector<std::string> addressed(std::string_view line, const PublishOptions& options);

}  // namespace tidings::cli

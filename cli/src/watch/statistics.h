#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tidings/stream_client.h"

namespace tidings::cli {

/// The lines of `--stats`, over all streams.
std::vector<std::string> statistics_lines(const std::vector<StreamStatistics>& streams,
                                          std::uint64_t printed);

}  // namespace tidings::cli

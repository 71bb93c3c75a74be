#pragma once

#include <chrono>
#include <string_view>
#include <vector>

namespace tidings::conformance {

/// The delays of all `reconnecting in …` lines on stderr, in order. Throws Failure for one that
/// cannot be read.
std::vector<std::chrono::milliseconds> announced_delays(std::string_view err);

}  // namespace tidings::conformance

#pragma once

#include <functional>

namespace tidings {

/// Numbers in [0, 1), seeded by the system; for jitter, not for secrets. Not thread-safe.
std::function<double()> make_random_source();

}  // namespace tidings

#pragma once

#include <cstddef>

namespace tidings::test {

/// How often this program has taken memory by `new`, which is replaced where this is linked in.
std::size_t allocations();

}  // namespace tidings::test

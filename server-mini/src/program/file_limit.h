#pragma once

#include <cstddef>

namespace tidings::server {

/// Raises this process's limit of open files as far as it may, and returns it.
std::size_t raise_file_limit();

}  // namespace tidings::server

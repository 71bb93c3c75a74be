#pragma once

#include <cstddef>

namespace tidings::cli {

/// Raises how many files this process may have open, as far as the system lets it, where `needed`
/// are more than it may have now. Else the limit stays: the commands we run inherit it.
void allow_open_files(std::size_t needed);

}  // namespace tidings::cli

#pragma once

#include <string_view>

namespace tidings::cli {

/// Writes `tidings: MESSAGE` as a line that any terminal may be shown: for what goes wrong before
/// or after a program's event loop runs. `program` stands before the message, as in `tidings
/// watch`.
void complain(int fd, std::string_view message, std::string_view program = "tidings");

/// Writes all of `text`, waiting for the reader. False when it cannot be written.
bool write_all(int fd, std::string_view text);

}  // namespace tidings::cli

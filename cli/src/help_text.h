#pragma once

#include <span>
#include <string>

#include "command_spec.h"

namespace tidings::cli {

/// What `tidings COMMAND --help` prints: examples first, then the flags in their groups. In `width`
/// columns, as far as that is readable; commands are not broken.
std::string command_help(const CommandSpec& command, int width);

/// What `tidings --help` prints.
std::string program_help(std::span<const CommandSpec* const> commands, int width);

}  // namespace tidings::cli

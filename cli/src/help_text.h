#pragma once

#include <span>
#include <string>

#include "command_spec.h"

namespace tidings::cli {

/// What `tidings COMMAND --help` prints: examples first, then the flags in their groups.
std::string command_help(const CommandSpec& command);

/// What `tidings --help` prints.
std::string program_help(std::span<const CommandSpec* const> commands);

}  // namespace tidings::cli

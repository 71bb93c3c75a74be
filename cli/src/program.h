#pragma once

#include <span>
#include <string>
#include <vector>

#include "command_spec.h"
#include "environment.h"
#include "exit_status.h"

namespace tidings::cli {

/// The program `tidings`: `words` are the command line without the program's own name.
ExitStatus run_program(std::span<const std::string> words, const Environment& environment);

/// The subcommands, in the order of the help.
std::vector<const CommandSpec*> command_specs();

}  // namespace tidings::cli

#pragma once

#include <span>
#include <string>

#include "environment.h"
#include "exit_status.h"

namespace tidings::cli {

/// The program `tidings`: `words` are the command line without the program's own name.
ExitStatus run_program(std::span<const std::string> words, const Environment& environment);

}  // namespace tidings::cli

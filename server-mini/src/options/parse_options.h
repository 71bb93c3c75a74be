#pragma once

#include <string>
#include <variant>
#include <vector>

#include "options/options.h"

namespace tidings::server {

/// Nothing to run: a text to print and the status to end with. Wrong usage is status 2, `--help`
/// and
/// `--version` 0 (their text belongs on stdout).
struct UsageAnswer {
  int status = 0;
  std::string text;
};

using Command = std::variant<ServeOptions, TokenOptions, UsageAnswer>;

/// Reads the command line (without the program's name) and, with `--config`, the file. `version` is
/// what `--version` prints. Fills a struct and does nothing else.
Command parse_options(const std::vector<std::string>& arguments, const std::string& version);

}  // namespace tidings::server

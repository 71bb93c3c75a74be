#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tidings/result.h"

namespace tidings::server {

/// One key of the configuration file: a long flag's name and its values as they would stand on the
/// command line (a boolean as `true` or `false`).
using ConfigEntry = std::pair<std::string, std::vector<std::string>>;

/// Reads a TOML file whose keys are the long flags' names; a list stands for a repeated flag. The
/// error names the file, and the line or the key.
Result<std::vector<ConfigEntry>> read_config_file(const std::string& path);

}  // namespace tidings::server

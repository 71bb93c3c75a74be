#pragma once

#include <optional>
#include <string>

namespace tidings::cli {

/// What the program takes from its environment, as a plain value that tests fill themselves.
struct Environment {
  std::optional<std::string> token;  ///< `TIDINGS_TOKEN`; unset when empty
  bool no_color = false;             ///< `NO_COLOR`, not empty
  bool force_color = false;          ///< `CLICOLOR_FORCE`, neither empty nor `0`
  bool dumb_terminal = false;        ///< `TERM` is `dumb`
  std::optional<int> columns;        ///< `COLUMNS`, when a positive number
};

/// Reads the process's environment and takes `TIDINGS_TOKEN` out of it, so that no command this
/// program runs inherits the token. Call it once, before any thread is started.
Environment take_environment();

}  // namespace tidings::cli

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "tidings/profile.h"
#include "tidings/result.h"

#include "arguments.h"
#include "command_spec.h"
#include "terminal.h"

namespace tidings::cli {

/// What `tidings profile` was asked to do.
struct ProfileOptions {
  enum class Action { list, show, add, remove, test };

  Action action = Action::list;
  std::string name;              ///< all but `list`
  std::vector<ProfileKey> keys;  ///< `add`
  bool token_on_command_line = false;
  bool json = false;
  std::optional<std::chrono::milliseconds> timeout;  ///< `test`
  bool verbose = false;
  ColorChoice colors = ColorChoice::automatic;
};

const CommandSpec& profile_command();

/// Judges what was given. `--token -` reads the token from standard input; otherwise pure. An error
/// is wrong usage.
Result<ProfileOptions> profile_options(const Arguments& arguments);

}  // namespace tidings::cli

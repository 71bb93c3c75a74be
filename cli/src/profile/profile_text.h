#pragma once

#include <string>

#include "tidings/profile.h"

namespace tidings::cli {

/// A profile as `show` prints it: a line `key = value` for each key that is set, in TOML, with
/// tokens, credential headers and the secrets of URLs as `***`.
std::string profile_text(const Profile& profile);

/// The same as one JSON object on a line, with its name and whether it is the default.
std::string profile_json(const Profile& profile, bool is_default);

/// What `list` prints: a line each, the default marked.
std::string profile_list(const Configuration& configuration);

}  // namespace tidings::cli

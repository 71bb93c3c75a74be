#pragma once

#include <string>

#include "tidings/profile.h"
#include "tidings/result.h"

namespace tidings {

/// A key's value as TOML writes it. An error for what is no key of a profile, or has no value.
Result<std::string> profile_value(const ProfileKey& key);
/// `key = value`, without the line end.
Result<std::string> profile_line(const ProfileKey& key);

}  // namespace tidings

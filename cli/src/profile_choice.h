#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tidings/profile.h"
#include "tidings/result.h"

#include "arguments.h"
#include "connection_options.h"

namespace tidings::cli {

/// Reads the configuration; called only when it is needed.
using ConfigurationReader = std::function<Result<Configuration>()>;

/// The user's own configuration file.
Result<Configuration> user_configuration();

struct ProfileChoice {
  std::vector<Profile> profiles;
  std::vector<std::string> warnings;  ///< about the file, for the user
};

/// The profiles of `--profile`; without any, and without a URL, the file's default profile. The
/// error names the profile that is missing and those there are.
Result<ProfileChoice> chosen_profiles(const Arguments& arguments,
                                      const ConfigurationReader& configuration);

/// A profile's token, headers and connection, as a base for the flags.
ConnectionOptions connection_of(const Profile& profile);

}  // namespace tidings::cli

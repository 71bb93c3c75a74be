#pragma once

#include "tidings/profile.h"

#include "environment.h"
#include "exit_status.h"
#include "profile/profile_options.h"

namespace tidings::cli {

/// Connects once as `watch --profile` would, and says on standard output that it works or on
/// standard error what is wrong.
ExitStatus try_profile(const Profile& profile, const ProfileOptions& options,
                       const Environment& environment);

}  // namespace tidings::cli

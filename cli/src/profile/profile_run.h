#pragma once

#include "environment.h"
#include "exit_status.h"
#include "profile/profile_options.h"

namespace tidings::cli {

/// Reads or changes the user's configuration file, or tries a profile out.
ExitStatus run_profile(const ProfileOptions& options, const Environment& environment);

}  // namespace tidings::cli

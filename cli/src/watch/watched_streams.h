#pragma once

#include <string>
#include <vector>

#include "tidings/profile.h"
#include "tidings/result.h"

#include "arguments.h"
#include "environment.h"
#include "watch/watch_options.h"

namespace tidings::cli {

struct WatchedStreams {
  std::vector<WatchedStream> streams;
  std::vector<std::string> warnings;
};

/// The streams of the profiles and of the URLs on the command line, with their settings: the flags'
/// over the profile's. Credentials of the flags and the environment must not go to several origins.
/// Reads the file of
/// `--data @FILE`.
Result<WatchedStreams> watched_streams(const Arguments& arguments, const Environment& environment,
                                       const std::vector<Profile>& profiles);

}  // namespace tidings::cli

#pragma once

namespace tidings::cli {

/// What the programs' exit statuses mean.
enum class ExitStatus : int {
  success = 0,
  failure = 1,
  usage = 2,
  retries_exhausted = 3,
  not_authorized = 4,
  timed_out = 5,
  gap = 6,
  hung_up = 129,      ///< SIGHUP
  interrupted = 130,  ///< SIGINT
  terminated = 143,   ///< SIGTERM
};

}  // namespace tidings::cli

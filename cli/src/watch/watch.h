#pragma once

#include "console.h"
#include "environment.h"
#include "exit_status.h"
#include "watch/watch_options.h"

namespace tidings::cli {

/// Follows the streams until they end, an option or a signal says so. Events go to `out`,
/// everything else to `err`; neither is closed. Returns when everything printed has been taken by
/// the reader, or at once on a signal, `--timeout`, and when `out` can no longer be written.
ExitStatus run_watch(const WatchOptions& options, const Environment& environment,
                     OutputDescriptors descriptors = {});

}  // namespace tidings::cli

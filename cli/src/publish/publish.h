#pragma once

#include "console.h"
#include "environment.h"
#include "exit_status.h"
#include "publish/publish_options.h"

namespace tidings::cli {

/// Sends what the options describe and returns when everything has its result and is reported, or
/// at once on a signal.
ExitStatus run_publish(const PublishOptions& options, const Environment& environment,
                       OutputDescriptors descriptors = {});

}  // namespace tidings::cli

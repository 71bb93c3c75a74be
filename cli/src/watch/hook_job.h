#pragma once

#include "watch/hook_runner.h"
#include "watch/received_event.h"

namespace tidings::cli {

/// What `--exec` is to do for this event.
HookJob hook_job(const ReceivedEvent& received);

}  // namespace tidings::cli

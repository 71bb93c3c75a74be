#pragma once

#include <iosfwd>

#include "options/options.h"
#include "program/run.h"

namespace tidings::server {

/// Serves until SIGTERM or SIGINT, and drains then.
ExitStatus serve(const ServeOptions& options, std::ostream& out, std::ostream& err);

}  // namespace tidings::server

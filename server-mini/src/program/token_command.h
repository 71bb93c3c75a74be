#pragma once

#include <iosfwd>

#include "options/options.h"
#include "program/run.h"

namespace tidings::server {

/// `tidings-server token`: prints a token and nothing else.
ExitStatus print_token(const TokenOptions& options, std::ostream& out, std::ostream& err);

}  // namespace tidings::server

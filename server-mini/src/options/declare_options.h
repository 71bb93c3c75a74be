#pragma once

#include <string>

#include "options/options.h"

namespace CLI {
class App;
}

namespace tidings::server {

/// Gives `app` all flags, which fill what they are given here; returns the subcommand `token`.
CLI::App& declare_options(CLI::App& app, ServeOptions& serve, TokenOptions& token,
                          std::string& config, const std::string& version);

}  // namespace tidings::server

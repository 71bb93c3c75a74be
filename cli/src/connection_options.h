#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/http_transport.h"
#include "tidings/result.h"
#include "tidings/token_source.h"

#include "arguments.h"
#include "command_spec.h"
#include "environment.h"

namespace tidings::cli {

/// How a server is reached and who we are there: what `watch`, `publish` and `doctor` have in
/// common.
struct ConnectionOptions {
  TokenSource token;
  bool token_on_command_line = false;  ///< others can read it in the process list
  std::vector<HttpHeader> headers;
  HttpConnectionSettings connection;
};

/// The tables of these flags, for the subcommands' own.
std::span<const OptionSpec> authentication_flags();
std::span<const OptionSpec> network_flags();

/// What the flags say over `base`, a profile's. The token is the first given of flag, environment
/// and `base`; a header of the flags takes the place of one of the same name.
Result<ConnectionOptions> connection_options(const Arguments& arguments,
                                             const Environment& environment,
                                             ConnectionOptions base = {});

/// What the user should know before these credentials travel to `url`: one sentence each, for
/// warnings.
std::vector<std::string> credential_warnings(const ConnectionOptions& options,
                                             const std::string& url);

/// Refuses credentials that would be shown to servers of several origins.
Result<void> check_one_origin(const ConnectionOptions& options, std::span<const std::string> urls);

}  // namespace tidings::cli

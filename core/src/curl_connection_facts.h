#pragma once

#include <string>

#include "tidings/http_transport.h"

#include "curl_handles.h"

namespace tidings {

/// What libcurl knows at this moment of how a transfer's server was reached. `easy` may be null.
HttpConnectionFacts curl_connection_facts(CURL* easy);

/// How long what has happened so far took, for `--verbose`: `name looked up after 0.4ms, connected
/// after 1.2ms, answered after 31.0ms`. On a kept connection only what it took anew.
std::string curl_timings(CURL* easy);

/// Tells a transfer's TCP connection from all others, by the addresses of its ends; empty while
/// there is none.
std::string curl_connection_name(CURL* easy);

}  // namespace tidings

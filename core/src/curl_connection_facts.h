#pragma once

#include "tidings/http_transport.h"

#include "curl_handles.h"

namespace tidings {

/// What libcurl knows at this moment of how a transfer's server was reached. `easy` may be null.
HttpConnectionFacts curl_connection_facts(CURL* easy);

}  // namespace tidings

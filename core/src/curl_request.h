#pragma once

#include "tidings/http_transport.h"

#include "curl_handles.h"

namespace tidings {

/// Tells libcurl what to request and how to get there. The request, with what the environment adds
/// to it, and `headers`, which it fills, must live as long as the transfer.
void apply_request(HttpRequest& request, CurlOptions& options, HeaderList& headers);

}  // namespace tidings

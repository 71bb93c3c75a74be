#pragma once

#include <string_view>

#include "curl_handles.h"
#include "http_failure.h"

namespace tidings {

/// What a failed libcurl transfer tells of its failure. `error_text` is what libcurl wrote into its
/// error buffer.
HttpFailure curl_failure(CURLcode code, CURL* easy, std::string_view error_text);

}  // namespace tidings

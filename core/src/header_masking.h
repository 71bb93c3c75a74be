#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tidings/http_transport.h"

namespace tidings {

/// A request line, status line or header line of an exchange as it may be shown: values of headers
/// that carry credentials are `***`, and so is what the request has `sent` in them, wherever a
/// server repeats it; secrets in URLs are masked.
std::string masked_header_line(std::string_view line, std::span<const HttpHeader> sent);

}  // namespace tidings

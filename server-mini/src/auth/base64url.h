#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidings::server {

/// Base64 with the URL-safe alphabet and without padding (RFC 4648, section 5), as JWS uses it.
std::string base64url_encode(std::string_view bytes);

/// The bytes, or nothing unless `text` is exactly what `base64url_encode` would give: no padding,
/// no space, no character outside the alphabet, and no stray bits in the last character. So two
/// texts never stand for the same bytes, and a token has one spelling only.
std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace tidings::server

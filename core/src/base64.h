#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidings {

/// Base64 with padding (RFC 4648, 4).
std::string to_base64(std::string_view bytes);

/// Strict base64url without padding (RFC 4648, 5; RFC 7515, 2): nothing for any other character, an
/// impossible length, or bits left over that are not zero.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace tidings

#pragma once

#include <string>
#include <string_view>

namespace tidings {

/// A request line, status line or header line as it may be shown: the values of `Authorization`,
/// `Proxy-Authorization`, `Cookie`, `Set-Cookie` and the like are `***`, secrets in URLs are
/// masked.
std::string masked_header_line(std::string_view line);

/// Whether a header of this name carries a credential.
bool is_credential_header(std::string_view name);

}  // namespace tidings

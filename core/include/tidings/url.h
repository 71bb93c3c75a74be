#pragma once

#include <string>
#include <string_view>

#include "tidings/export.h"
#include "tidings/result.h"

namespace tidings {

/// Checks that a stream or publish URL is absolute http or https with a host. The error says what
/// is wrong and, where it can, what was probably meant (`localhost:8080/x` →
/// `http://localhost:8080/x`).
TIDINGS_API Result<void> check_http_url(std::string_view url);

/// Checks what is to be a proxy, in any form that curl takes: `http://`, `https://` or `socks…://`,
/// or a host alone.
Result<void> check_proxy_url(std::string_view url);

/// `scheme://host:port` in lower case with the default port filled in: equal for URLs of one origin
/// (RFC 6454). Empty for what is no http(s) URL.
TIDINGS_API std::string origin_of(std::string_view url);

/// Whether the URL's host is this machine: `localhost`, `*.localhost`, 127.0.0.0/8, `[::1]`.
TIDINGS_API bool is_loopback(std::string_view url);

/// The URL as it may be shown: user info and the values of `token`, `access_token`, `authorization`
/// and `key` in the query (and fragment) are `***`.
TIDINGS_API std::string masked_url(std::string_view url);

/// `%XX` replaced by the byte it stands for; anything else as it is.
TIDINGS_API std::string percent_decoded(std::string_view text);

/// The user info of a URL (`user:password`, percent-decoded) or nothing, and the URL without it.
struct UrlCredentials {
  std::string user_info;
  std::string url;
};
TIDINGS_API UrlCredentials split_user_info(std::string_view url);

}  // namespace tidings

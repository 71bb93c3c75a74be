#pragma once

#include <chrono>
#include <string_view>
#include <variant>

#include "auth/authenticator.h"
#include "http/exchange.h"

namespace tidings::server {

/// What a request needs to be let in.
enum class Access { anyone, seller, publisher };

/// Who asks, or the answer that turns them away: 401 with `WWW-Authenticate`, 403, or 400 for a
/// token in the query, where proxies and logs would keep it. Pure.
std::variant<Identity, Response> identify(const Request& request, Access access,
                                          const Authenticator& authenticator,
                                          std::chrono::system_clock::time_point now);

}  // namespace tidings::server

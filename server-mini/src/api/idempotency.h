#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tidings/result.h"

#include "auth/claims.h"
#include "http/exchange.h"
#include "store/store.h"

namespace tidings::server {

/// Longest `Idempotency-Key`, in bytes.
inline constexpr std::size_t kMaxIdempotencyKey = 128;

/// The request's `Idempotency-Key`, empty when there is none. An empty one, a longer one or two of
/// them are refused.
Result<std::string> idempotency_header(const Request& request);

/// The key of one notification: its own member, else the request's, else none.
std::optional<IdempotencyKey> idempotency_key(const Identity& identity, std::string_view own,
                                              std::string_view request_key);

}  // namespace tidings::server

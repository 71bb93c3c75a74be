#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/notification.h"

namespace tidings::server {

/// What a token that we make says.
struct TokenClaims {
  std::optional<SellerId> seller;
  std::string seller_claim = "sellerId";
  std::string scope;    ///< space-separated; empty: no claim
  std::string subject;  ///< empty: no claim; so issuer and audience
  std::string issuer;
  std::string audience;
  std::chrono::milliseconds ttl = std::chrono::hours(1);
};

/// The claims as JSON, issued at `now`. `exp` is rounded up to a whole second.
std::string claims_json(const TokenClaims& claims, std::chrono::system_clock::time_point now);

}  // namespace tidings::server

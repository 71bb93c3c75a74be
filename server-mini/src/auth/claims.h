#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/notification.h"
#include "tidings/result.h"

namespace tidings::server {

/// What the server asks of a token's claims beyond the signature.
struct ClaimDemands {
  std::optional<std::string> issuer;    ///< `iss` must be exactly this
  std::optional<std::string> audience;  ///< `aud` must be this or a list that has it
  std::chrono::milliseconds leeway{0};  ///< how far clocks may be apart, for `exp`, `nbf`, `iat`
  std::string seller_claim = "sellerId";
};

/// Who a request comes from.
struct Identity {
  std::string subject;              ///< `sub`; empty when the token has none
  std::optional<SellerId> seller;   ///< absent: the token names no seller
  std::vector<std::string> scopes;  ///< rights
  /// The moment from which the token is refused, leeway included. Absent: it never expires.
  std::optional<std::chrono::system_clock::time_point> expires;

  [[nodiscard]] bool has_scope(std::string_view scope) const;
};

/// The right to publish and to see connections.
inline constexpr std::string_view kPublishScope = "publish";

/// `iat` is no promise but a hint: an issuer's clock may be ahead by this much more than the
/// leeway.
inline constexpr std::chrono::seconds kIssuedAtTolerance{60};

/// Checks a token's claims (RFC 7519, section 4; scopes: RFC 8693, section 4.2) at the moment
/// `now`. A claim of the wrong type, a claim that is repeated, an expired or not yet valid token,
/// another issuer or audience: refused, with a sentence that names the claim but no value of it.
Result<Identity> check_claims(std::string_view payload, const ClaimDemands& demands,
                              std::chrono::system_clock::time_point now);

}  // namespace tidings::server

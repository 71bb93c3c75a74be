#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/result.h"

#include "auth/claims.h"
#include "auth/jws.h"
#include "auth/verified_tokens.h"

namespace tidings::server {

/// Longest token that is looked at, in bytes.
inline constexpr std::size_t kMaxTokenSize = 8192;

/// Says who a request comes from, by its `Authorization` field. Holds the keys (all of one
/// algorithm) and the demands; pure otherwise, but for what it remembers to save time. Refusals
/// name the reason, never a part of the token.
class Authenticator {
 public:
  /// REQUIRES: at least one key, all of one algorithm (see key_files.h).
  Authenticator(std::vector<JwsKey> keys, ClaimDemands demands);

  /// `authorization` is the field's value: `Bearer` and a token. The token must be signed, with the
  /// algorithm of the keys, by any of them; `crit` in its header is refused (no extension is
  /// known).
  [[nodiscard]] Result<Identity> authenticate(std::string_view authorization,
                                              std::chrono::system_clock::time_point now) const;

  /// Checks a bare token.
  [[nodiscard]] Result<Identity> check(std::string_view token,
                                       std::chrono::system_clock::time_point now) const;

  /// From now on only these keys count. REQUIRES as the constructor.
  void replace_keys(std::vector<JwsKey> keys);

 private:
  std::vector<JwsKey> keys_;
  ClaimDemands demands_;
  mutable VerifiedTokens verified_;  // publishers': only saves time
};

}  // namespace tidings::server

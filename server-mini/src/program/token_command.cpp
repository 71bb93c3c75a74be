#include "program/token_command.h"

#include <ostream>

#include "auth/jws.h"
#include "auth/key_files.h"
#include "auth/token_claims.h"

namespace tidings::server {

ExitStatus print_token(const TokenOptions& options, std::ostream& out, std::ostream& err) {
  const auto secret = read_secret_file(options.jwt_secret_file);
  if (!secret) {
    err << "tidings-server: " << secret.error().message << '\n';
    return ExitStatus::failure;
  }
  TokenClaims claims;
  claims.seller = options.seller;
  claims.seller_claim = options.seller_claim;
  claims.scope = options.scope;
  claims.subject = options.subject;
  claims.issuer = options.issuer;
  claims.audience = options.audience;
  claims.ttl = options.ttl;
  out << sign_hs256(claims_json(claims, std::chrono::system_clock::now()), *secret) << '\n';
  out.flush();
  return out ? ExitStatus::success : ExitStatus::failure;
}

}  // namespace tidings::server

#include "auth/token_claims.h"

#include "tidings/json_text.h"

namespace tidings::server {
namespace {

void add_member(std::string& out, std::string_view name, std::string_view value) {
  out += out.empty() ? '{' : ',';
  json::append_quoted(out, name);
  out += ':';
  out += value;
}

void add_string(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty())
    add_member(out, name, json::quote(value));
}

}  // namespace

std::string claims_json(const TokenClaims& claims, std::chrono::system_clock::time_point now) {
  const auto since_epoch = now.time_since_epoch();
  std::string out;
  add_string(out, "iss", claims.issuer);
  add_string(out, "sub", claims.subject);
  add_string(out, "aud", claims.audience);
  if (claims.seller)
    add_member(out, claims.seller_claim, claims.seller->json());
  add_string(out, "scope", claims.scope);
  add_member(out, "iat",
             std::to_string(std::chrono::floor<std::chrono::seconds>(since_epoch).count()));
  add_member(
      out, "exp",
      std::to_string(std::chrono::ceil<std::chrono::seconds>(since_epoch + claims.ttl).count()));
  return out + '}';
}

}  // namespace tidings::server

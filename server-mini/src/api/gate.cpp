#include "api/gate.h"

#include <string>
#include <utility>

namespace tidings::server {
namespace {

constexpr std::string_view kChallenge = R"(Bearer realm="tidings")";

Response unauthorized(std::string_view detail, bool had_token) {
  std::string challenge(kChallenge);
  if (had_token) {
    challenge += R"(, error="invalid_token", error_description=")";
    for (const char character : detail)
      challenge += character == '"' || character == '\\' ? '\'' : character;
    challenge += '"';
  }
  return problem(401, detail, {{"WWW-Authenticate", std::move(challenge)}});
}

Response forbidden(Access access) {
  if (access == Access::seller)
    return problem(403, "the token names no seller; this needs a seller's token");
  return problem(403, "the token lacks the scope 'publish'",
                 {{"WWW-Authenticate",
                   std::string(kChallenge) + R"(, error="insufficient_scope", scope="publish")"}});
}

bool has_token_in_query(const Target& target) {
  for (const std::string_view name : {"token", "access_token", "authorization", "jwt"}) {
    if (target.parameter(name))
      return true;
  }
  return false;
}

}  // namespace

std::variant<Identity, Response> identify(const Request& request, Access access,
                                          const Authenticator& authenticator,
                                          std::chrono::system_clock::time_point now) {
  if (access == Access::anyone)
    return Identity{};
  const auto authorization = request.head.field("authorization");
  const bool in_query = has_token_in_query(request.target);
  if (in_query && authorization)
    return problem(400, "a token in the query is refused; the Authorization header is enough");
  if (in_query)
    return unauthorized("a token in the query is refused; send 'Authorization: Bearer TOKEN'",
                        false);
  if (!authorization)
    return unauthorized("a token is needed; send 'Authorization: Bearer TOKEN'", false);
  if (request.head.count("authorization") > 1)
    return unauthorized("the request has several Authorization headers", true);
  auto identity = authenticator.authenticate(*authorization, now);
  if (!identity)
    return unauthorized(identity.error().message, true);
  const bool allowed =
      access == Access::seller ? identity->seller.has_value() : identity->has_scope(kPublishScope);
  if (!allowed)
    return forbidden(access);
  return std::move(identity).value();
}

}  // namespace tidings::server

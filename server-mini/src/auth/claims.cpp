#include "auth/claims.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <utility>

#include "tidings/json_text.h"

namespace tidings::server {
namespace {

using Clock = std::chrono::system_clock;
using Claims = std::map<std::string, std::string_view, std::less<>>;

const std::string_view* find(const Claims& claims, std::string_view name) {
  const auto found = claims.find(name);
  return found == claims.end() ? nullptr : &found->second;
}

Error wrong_type(std::string_view name, std::string_view expected) {
  return Error{"its claim " + std::string(name) + " is not " + std::string(expected)};
}

Result<Claims> read_claims(std::string_view payload) {
  if (!json::validate(payload).ok() || !json::is_object(payload))
    return Error{"its payload is not a JSON object"};
  Claims claims;
  std::string repeated;
  json::for_each_member(payload, [&](std::string_view name, std::string_view value) {
    if (claims.emplace(std::string(name), value).second)
      return true;
    repeated = "its payload has a member twice";
    return false;
  });
  if (!repeated.empty())
    return Error{repeated};
  return claims;
}

/// A NumericDate (RFC 7519, section 2): seconds since 1970, decimals allowed. What is beyond the
/// clock's range saturates.
Result<std::optional<Clock::time_point>> read_date(const Claims& claims, std::string_view name) {
  const std::string_view* value = find(claims, name);
  if (value == nullptr)
    return std::optional<Clock::time_point>();
  const char first = value->front();
  if (first != '-' && (first < '0' || first > '9'))
    return wrong_type(name, "a number");
  constexpr double kLimit = 9e9;  // the clock ends in 2262
  const double seconds =
      std::clamp(std::strtod(std::string(*value).c_str(), nullptr), -kLimit, kLimit);
  return std::optional(Clock::time_point(std::chrono::milliseconds(std::llround(seconds * 1000))));
}

Result<std::string> read_string(const Claims& claims, std::string_view name) {
  const std::string_view* value = find(claims, name);
  if (value == nullptr)
    return std::string();
  auto content = json::string_content(*value);
  if (!content)
    return wrong_type(name, "a string");
  return std::move(*content);
}

Result<void> check_times(const Claims& claims, const ClaimDemands& demands, Clock::time_point now,
                         Identity& identity) {
  const auto expires = read_date(claims, "exp");
  const auto not_before = read_date(claims, "nbf");
  const auto issued = read_date(claims, "iat");
  for (const auto* date : {&expires, &not_before, &issued}) {
    if (!date->ok())
      return date->error();
  }
  if (*expires)
    identity.expires = **expires + demands.leeway;
  if (identity.expires && now >= *identity.expires)
    return Error{"it has expired"};
  if (*not_before && now + demands.leeway < **not_before)
    return Error{"it is not valid yet"};
  if (*issued && now + demands.leeway + kIssuedAtTolerance < **issued)
    return Error{"it was issued in the future; check the clocks"};
  return {};
}

bool audience_matches(std::string_view value, std::string_view audience) {
  if (!json::is_array(value))
    return json::string_content(value) == audience;
  bool found = false;
  json::for_each_element(value, [&](std::string_view element) {
    found = json::string_content(element) == audience;
    return !found;
  });
  return found;
}

Result<void> check_origin(const Claims& claims, const ClaimDemands& demands) {
  if (demands.issuer) {
    const std::string_view* issuer = find(claims, "iss");
    if (issuer == nullptr || json::string_content(*issuer) != *demands.issuer)
      return Error{"its issuer is not the one this server accepts"};
  }
  if (demands.audience) {
    const std::string_view* audience = find(claims, "aud");
    if (audience == nullptr || !audience_matches(*audience, *demands.audience))
      return Error{"it was made for another audience"};
  }
  return {};
}

std::vector<std::string> split_scopes(std::string_view scope) {
  std::vector<std::string> out;
  while (!scope.empty()) {
    const std::size_t end = std::min(scope.find(' '), scope.size());
    if (end > 0)
      out.emplace_back(scope.substr(0, end));
    scope.remove_prefix(std::min(end + 1, scope.size()));
  }
  return out;
}

}  // namespace

bool Identity::has_scope(std::string_view scope) const {
  return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

Result<Identity> check_claims(std::string_view payload, const ClaimDemands& demands,
                              Clock::time_point now) {
  const auto claims = read_claims(payload);
  if (!claims)
    return claims.error();
  Identity identity;
  if (const auto good = check_times(*claims, demands, now, identity); !good)
    return good.error();
  if (const auto good = check_origin(*claims, demands); !good)
    return good.error();
  auto subject = read_string(*claims, "sub");
  if (!subject)
    return subject.error();
  identity.subject = std::move(*subject);
  const auto scope = read_string(*claims, "scope");
  if (!scope)
    return scope.error();
  identity.scopes = split_scopes(*scope);
  if (const std::string_view* value = find(*claims, demands.seller_claim)) {
    const auto seller = SellerId::from_json(*value);
    if (!seller)
      return wrong_type(demands.seller_claim, "an integer or a string of 1-128 characters");
    identity.seller = *seller;
  }
  return identity;
}

}  // namespace tidings::server

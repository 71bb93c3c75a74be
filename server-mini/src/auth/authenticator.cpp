#include "auth/authenticator.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "tidings/json_text.h"

namespace tidings::server {
namespace {

constexpr std::string_view kScheme = "bearer";

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

/// The header must name the keys' algorithm: a token never chooses how it is checked.
Result<void> check_header(std::string_view header, JwsAlgorithm expected) {
  if (!json::validate(header).ok() || !json::is_object(header))
    return Error{"its header is not a JSON object"};
  int algorithms = 0;
  bool good_algorithm = false;
  bool critical = false;
  json::for_each_member(header, [&](std::string_view name, std::string_view value) {
    if (name == "alg") {
      ++algorithms;
      good_algorithm = json::string_content(value) == name_of(expected);
    }
    critical = critical || name == "crit";
    return true;
  });
  if (algorithms != 1 || !good_algorithm)
    return Error{"it is not signed with " + std::string(name_of(expected))};
  if (critical)
    return Error{"it demands extensions (crit) that this server does not know"};
  return {};
}

}  // namespace

Authenticator::Authenticator(std::vector<JwsKey> keys, ClaimDemands demands)
    : keys_(std::move(keys)), demands_(std::move(demands)) {
  assert(!keys_.empty());
}

void Authenticator::replace_keys(std::vector<JwsKey> keys) {
  assert(!keys.empty());
  keys_ = std::move(keys);
  verified_.clear();
}

Result<Identity> Authenticator::authenticate(std::string_view authorization,
                                             std::chrono::system_clock::time_point now) const {
  const std::size_t space = authorization.find(' ');
  if (!equals_ignoring_case(authorization.substr(0, space), kScheme))
    return Error{"the Authorization header is not of the form 'Bearer TOKEN'"};
  const std::size_t start =
      authorization.find_first_not_of(' ', std::min(space, authorization.size()));
  if (start == std::string_view::npos)
    return Error{"the Authorization header has no token after 'Bearer'"};
  const std::string_view token = authorization.substr(start);
  if (const Identity* known = verified_.find(token, now))
    return *known;
  auto identity = check(token, now);
  if (!identity)
    return Error{"the token is refused: " + identity.error().message};
  // Sellers come once for a long time, publishers all the time.
  if (identity->has_scope(kPublishScope))
    verified_.add(token, *identity, now);
  return identity;
}

Result<Identity> Authenticator::check(std::string_view token,
                                      std::chrono::system_clock::time_point now) const {
  if (token.size() > kMaxTokenSize)
    return Error{"it is longer than " + std::to_string(kMaxTokenSize) + " bytes"};
  const auto jws = split_jws(token);
  if (!jws)
    return jws.error();
  if (const auto good = check_header(jws->header, keys_.front().algorithm()); !good)
    return good.error();
  const bool signed_by_us = std::any_of(keys_.begin(), keys_.end(), [&](const JwsKey& key) {
    return key.verify(jws->signing_input, jws->signature);
  });
  if (!signed_by_us)
    return Error{"its signature does not fit"};
  return check_claims(jws->payload, demands_, now);
}

}  // namespace tidings::server

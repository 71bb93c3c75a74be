#include "bearer_token.h"

#include <variant>

namespace tidings {

BearerToken::BearerToken(const TokenSource& source)
    : has_source_(!std::holds_alternative<std::monostate>(source)),
      renewable_(is_renewable(source)) {}

bool BearerToken::begin_try(WallTime now) {
  refused_ = false;
  const bool expiring = renewable_ && expiry_ && *expiry_ - kTokenRenewalMargin <= now;
  return has_source_ && (value_.empty() || expiring);
}

bool BearerToken::renew_after_refusal() {
  if (!renewable_ || refused_) {
    return false;
  }
  refused_ = true;
  return true;
}

void BearerToken::fetched(const std::string& token) {
  value_ = token;
  expiry_ = jwt_expiry(token);
  ever_fetched_ = true;
}

void BearerToken::not_fetched() {
  value_.clear();
}

}  // namespace tidings

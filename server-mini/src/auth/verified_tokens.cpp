#include "auth/verified_tokens.h"

#include <functional>

#include <openssl/crypto.h>

namespace tidings::server {
namespace {

constexpr std::size_t kSlots = 64;

}  // namespace

std::size_t VerifiedTokens::slot_of(std::string_view token) {
  return std::hash<std::string_view>()(token) % kSlots;
}

const Identity* VerifiedTokens::find(std::string_view token, Time now) const {
  if (slots_.empty() || token.empty())
    return nullptr;
  const Verified& known = slots_[slot_of(token)];
  // As with a signature, how long the comparison takes must not say how much of it is right.
  const bool same = known.token.size() == token.size() &&
                    CRYPTO_memcmp(known.token.data(), token.data(), token.size()) == 0;
  const bool holds =
      now >= known.since && (!known.identity.expires || now < *known.identity.expires);
  return same && holds ? &known.identity : nullptr;
}

void VerifiedTokens::add(std::string_view token, const Identity& identity, Time now) {
  slots_.resize(kSlots);
  slots_[slot_of(token)] = {std::string(token), identity, now};
}

}  // namespace tidings::server

#include "api/idempotency.h"

namespace tidings::server {

Result<std::string> idempotency_header(const Request& request) {
  const auto key = request.head.field("idempotency-key");
  if (!key)
    return std::string();
  if (request.head.count("idempotency-key") > 1)
    return Error{"the request has several Idempotency-Key headers"};
  if (key->empty() || key->size() > kMaxIdempotencyKey)
    return Error{"Idempotency-Key must have 1 to " + std::to_string(kMaxIdempotencyKey) + " bytes"};
  return std::string(*key);
}

std::optional<IdempotencyKey> idempotency_key(const Identity& identity, std::string_view own,
                                              std::string_view request_key) {
  const std::string_view key = own.empty() ? request_key : own;
  if (key.empty())
    return std::nullopt;
  return IdempotencyKey{identity.subject, std::string(key)};
}

}  // namespace tidings::server

#include "http/cors.h"

#include <algorithm>
#include <utility>

namespace tidings::server {

Cors::Cors(std::vector<std::string> origins)
    : origins_(std::move(origins)),
      any_(std::find(origins_.begin(), origins_.end(), "*") != origins_.end()) {}

bool Cors::allows(const RequestHead& head) const {
  const auto origin = head.field("origin");
  return origin && (any_ || std::find(origins_.begin(), origins_.end(), *origin) != origins_.end());
}

Fields Cors::common_fields(const RequestHead& head) const {
  Fields fields;
  if (allows(head)) {
    fields.emplace_back("Access-Control-Allow-Origin",
                        any_ ? "*" : std::string(*head.field("origin")));
    fields.emplace_back("Access-Control-Expose-Headers", "X-SSE-Keepalive, Retry-After");
  }
  if (!origins_.empty() && !any_)
    fields.emplace_back("Vary", "Origin");
  return fields;
}

Fields Cors::preflight_fields(const RequestHead& head) const {
  if (!allows(head))
    return {};
  return {{"Access-Control-Allow-Methods", "GET, POST, OPTIONS"},
          {"Access-Control-Allow-Headers",
           "Authorization, Last-Event-ID, Cache-Control, Content-Type, Idempotency-Key"},
          {"Access-Control-Max-Age", "600"}};
}

}  // namespace tidings::server

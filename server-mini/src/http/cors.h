#pragma once

#include <string>
#include <vector>

#include "http/request_head.h"
#include "http/response.h"

namespace tidings::server {

/// What browsers are told about requests from pages of other origins (WHATWG Fetch, "CORS
/// protocol"). Tokens come in a header, never in cookies: credentials are never allowed. Pure.
class Cors {
 public:
  /// Exact origins, or `*` for every page.
  explicit Cors(std::vector<std::string> origins);

  /// What every answer to this request carries.
  [[nodiscard]] Fields common_fields(const RequestHead& head) const;

  /// What the answer to a preflight carries besides; nothing for an origin that isn't allowed.
  [[nodiscard]] Fields preflight_fields(const RequestHead& head) const;

 private:
  [[nodiscard]] bool allows(const RequestHead& head) const;

  std::vector<std::string> origins_;
  bool any_;
};

}  // namespace tidings::server

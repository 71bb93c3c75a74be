#pragma once

#include <string>
#include <variant>
#include <vector>

#include "api/handlers.h"
#include "http/cors.h"

namespace tidings::server {

/// The HTTP API (CONTRACT 4): which request goes where, who may ask it, and what is refused before
/// a body is read.
class Api final : public RequestHandler {
 public:
  Api(ApiContext context, std::vector<std::string> cors_origins);

  Fields common_fields(const RequestHead& head) override;
  std::variant<Admission, Response> admit(const Request& request) override;
  void on_answer(int status) override;

  /// From now on `/readyz` says that the server goes.
  void drain() { context_.draining = true; }

 private:
  ApiContext context_;
  Cors cors_;
};

}  // namespace tidings::server

#pragma once

#include "tidings/http_transport.h"

namespace tidings {

/// What a pure session (of a stream, of a publisher) asks its surroundings to do. None of it may
/// call the session back from inside.
class SessionDriver {
 public:
  virtual ~SessionDriver() = default;
  /// Get a token from the settings' source and hand it to `on_token`.
  virtual void fetch_token() = 0;
  /// Start this request and hand on what comes; there is none under way.
  virtual void start_request(HttpRequest request) = 0;
  /// End the request under way, and a token fetch; nothing of them is handed on any more.
  virtual void abandon() = 0;
};

}  // namespace tidings

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidings::server {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// An answer with a body of known length.
struct Response {
  int status = 200;
  Fields fields;  ///< without Content-Length, Date and Connection, which the connection adds
  std::string body;
};

/// What stands around the body.
struct HeadFraming {
  int minor_version = 1;   ///< the request's
  bool keep_alive = true;  ///< false: `Connection: close`
  bool chunked = false;    ///< else `content_length`, else the body ends with the connection
  std::optional<std::size_t> content_length;
};

/// Status line and fields, the empty line included.
std::string response_head(int status, const Fields& fields, const HeadFraming& framing,
                          std::chrono::system_clock::time_point now);

/// `Not Found` for 404.
std::string_view reason_phrase(int status);

/// A JSON answer.
Response json_response(int status, std::string body);

/// An error as `application/problem+json` (RFC 9457): the status's title and a sentence that says
/// what to do.
Response problem(int status, std::string_view detail, Fields fields = {});

/// The JSON of `problem`.
std::string problem_json(int status, std::string_view detail);

/// 503 or 429: the client is told when to come back.
Response come_back_later(int status, std::string_view detail, std::chrono::seconds after);

}  // namespace tidings::server

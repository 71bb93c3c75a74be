#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tidings/http_transport.h"
#include "tidings/result.h"

namespace tidings {

/// What the server says of one notification.
struct LineVerdict {
  enum class Kind {
    accepted,
    refused,    ///< sending it again is vain
    try_again,  ///< a failure of the moment, or not tried after one
  };
  Kind kind = Kind::try_again;
  std::string text;  ///< the id when accepted, else the error
};

/// What an answer to a POST means as a whole.
struct PublishVerdict {
  enum class Kind {
    results,       ///< 2xx: the body tells of each notification
    redirect,      ///< 307, 308: the same request elsewhere
    unauthorized,  ///< 401: another token may help
    forbidden,     ///< 403
    try_again,     ///< a state of the moment
    too_large,     ///< 413: fewer at a time may pass
    refused,       ///< 400, 409, 422: these notifications will never be accepted
    unusable,      ///< nobody publishes there
  };
  Kind kind = Kind::unusable;
  std::string reason;  ///< a sentence unless `results`
};

/// `body` is read for the reason only (RFC 9457 problem details: `detail`, else `title`).
PublishVerdict judge_publish_answer(const HttpResponseHead& head, std::string_view body);

/// The body of a 2xx answer to `sent` notifications: for one `{"id":…}`, for several one result a
/// line,
/// `{"id":…}` or `{"status":…,"error":…}`, in the order sent. Fails when there are none or more
/// than `sent`, or one is something else. Fewer mean that the answer was cut.
Result<std::vector<LineVerdict>> read_results(std::string_view body, std::size_t sent);

}  // namespace tidings

#pragma once

#include <string>

#include "tidings/http_transport.h"

namespace tidings {

/// What the head of an answer means for a stream: the table "What counts".
struct ResponseVerdict {
  enum class Kind {
    open,          ///< 200 and `text/event-stream`
    redirect,      ///< go to `HttpResponseHead::redirect_url`
    no_content,    ///< 204: over for good
    unauthorized,  ///< 401: another token may help
    forbidden,     ///< 403
    try_again,     ///< a state of the moment
    unusable,      ///< anything else
  };
  Kind kind = Kind::unusable;
  std::string reason;  ///< a sentence unless `open` or `redirect`
};

ResponseVerdict judge_response(const HttpResponseHead& head);
/// The same for an answer that is no success, whatever was asked: never `open` or `no_content`.
ResponseVerdict judge_refusal(const HttpResponseHead& head);
/// Whether a status tells of a state of the moment: trying again later can succeed.
bool is_momentary(int status) noexcept;

}  // namespace tidings

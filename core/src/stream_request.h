#pragma once

#include <string>
#include <string_view>

#include "tidings/result.h"
#include "tidings/stream_settings.h"

namespace tidings {

/// Builds a stream's requests, and follows redirects: what may travel to another origin is decided
/// here.
class StreamRequest {
 public:
  /// `settings` must outlive this object.
  explicit StreamRequest(const StreamSettings& settings);

  /// Back to the stream's own URL: the first request of a try. With `PositionInData` the URL asks
  /// for what came after `position`, if there is one.
  void restart(std::string_view position = {});
  /// Goes to where a redirect points. Credentials and the user's own headers stay within the
  /// origin: once it has been left they do not come back. 301, 302 turn POST into GET, 303 anything
  /// but HEAD (RFC 9110, 15.4); the headers that describe the body go with it. Fails when there is
  /// no usable target or this would be the eleventh in a row.
  Result<void> follow_redirect(const HttpResponseHead& head);

  /// The next request. `token` is empty for none.
  [[nodiscard]] HttpRequest build(std::string_view token, std::string_view last_event_id) const;
  [[nodiscard]] const std::string& url() const noexcept { return url_; }
  /// False once a redirect has left the origin.
  [[nodiscard]] bool is_within_origin() const noexcept { return within_origin_; }

 private:
  const StreamSettings& settings_;
  std::string url_;
  std::string user_info_;
  std::string method_;
  bool with_body_ = true;
  bool within_origin_ = true;
  int redirects_ = 0;
};

}  // namespace tidings

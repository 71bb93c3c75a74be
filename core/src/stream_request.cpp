#include "stream_request.h"

#include <algorithm>
#include <array>

#include "tidings/url.h"

#include "ascii.h"
#include "query_parameter.h"
#include "request_headers.h"

namespace tidings {
namespace {

constexpr int kMostRedirects = 10;

bool turns_into_get(int status, std::string_view method) {
  if (status == 303) {
    return method != "HEAD" && method != "GET";
  }
  return (status == 301 || status == 302) && method == "POST";
}

/// What describes a body goes with it (Fetch, "HTTP-redirect fetch").
void remove_body_headers(std::vector<HttpHeader>& headers) {
  constexpr std::array<std::string_view, 4> kNames{"Content-Encoding", "Content-Language",
                                                   "Content-Location", "Content-Type"};
  std::erase_if(headers, [&](const HttpHeader& header) {
    return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) {
      return ascii::equal_ignoring_case(header.name, name);
    });
  });
}

}  // namespace

StreamRequest::StreamRequest(const StreamSettings& settings) : settings_(settings) {
  restart();
}

void StreamRequest::restart(std::string_view position) {
  UrlCredentials split = split_user_info(settings_.url);
  url_ = settings_.position_in_data && !position.empty()
             ? with_query_parameter(split.url, settings_.position_in_data->query, position)
             : std::move(split.url);
  user_info_ = std::move(split.user_info);
  method_ = settings_.method;
  with_body_ = true;
  within_origin_ = true;
  redirects_ = 0;
}

Result<void> StreamRequest::follow_redirect(const HttpResponseHead& head) {
  const std::string answered = "the server answered " + std::to_string(head.status);
  const std::string& target = head.redirect_url;
  if (target.empty()) {
    const std::string_view location = head.header("Location").value_or("");
    return Error{location.empty() ? answered + " without saying where to go"
                                  : answered + " and points to `" + masked_url(location) +
                                        "`, which is no address"};
  }
  if (const Result<void> usable = check_http_url(target); !usable) {
    return Error{answered + " and points elsewhere: " + usable.error().message};
  }
  if (++redirects_ > kMostRedirects) {
    return Error{"the server redirected more than 10 times in a row, last to " +
                 masked_url(target)};
  }
  within_origin_ = within_origin_ && origin_of(target) == origin_of(url_);
  // User info that a redirect brings is the server's wish, not the user's: it is not sent.
  url_ = split_user_info(target).url;
  if (turns_into_get(head.status, method_)) {
    method_ = "GET";
    with_body_ = false;
  }
  return {};
}

HttpRequest StreamRequest::build(std::string_view token, std::string_view last_event_id) const {
  HttpRequest request;
  request.method = method_;
  request.url = url_;
  request.connection = settings_.connection;
  request.trace = settings_.trace;
  if (with_body_) {
    request.body = settings_.body;
  }
  if (within_origin_) {
    request.headers = settings_.headers;
    if (!with_body_) {
      remove_body_headers(request.headers);
    }
    add_credentials(request.headers, token, user_info_);
  }
  if (request.body && !settings_.body_type.empty()) {
    add_unless_named(request.headers, "Content-Type", settings_.body_type);
  }
  add_unless_named(request.headers, "Accept", "text/event-stream");
  add_unless_named(request.headers, "Cache-Control", "no-cache");
  add_user_agent(request.headers);
  if (!last_event_id.empty() && !settings_.position_in_data) {
    std::erase_if(request.headers, [](const HttpHeader& header) {
      return ascii::equal_ignoring_case(header.name, "Last-Event-ID");
    });
    request.headers.push_back({"Last-Event-ID", std::string(last_event_id)});
  }
  return request;
}

}  // namespace tidings

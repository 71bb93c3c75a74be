#include "response_verdict.h"

#include <algorithm>
#include <array>

#include "ascii.h"

namespace tidings {
namespace {

constexpr std::array<int, 5> kRedirects{301, 302, 303, 307, 308};
constexpr std::array<int, 7> kMomentary{408, 425, 429, 500, 502, 503, 504};

template <std::size_t N>
bool contains(const std::array<int, N>& list, int status) {
  return std::find(list.begin(), list.end(), status) != list.end();
}

bool is_event_stream(std::string_view content_type) {
  const std::string_view essence = ascii::trimmed(content_type.substr(0, content_type.find(';')));
  return ascii::equal_ignoring_case(essence, "text/event-stream");
}

/// What the server says of a refused token (RFC 6750, 3), if it does.
std::string error_description(const HttpResponseHead& head) {
  const std::string_view challenge = head.header("WWW-Authenticate").value_or("");
  constexpr std::string_view kKey = "error_description=\"";
  const std::size_t begin = challenge.find(kKey);
  if (begin == std::string_view::npos) {
    return {};
  }
  const std::string_view text = challenge.substr(begin + kKey.size());
  return ": " + std::string(text.substr(0, text.find('"')));
}

ResponseVerdict judge_ok(const HttpResponseHead& head) {
  const std::string_view type = head.header("Content-Type").value_or("");
  if (is_event_stream(type)) {
    return {ResponseVerdict::Kind::open, {}};
  }
  const std::string found =
      type.empty() ? "no content type" : "the content type `" + std::string(type) + "`";
  return {ResponseVerdict::Kind::unusable,
          "the server answered 200 with " + found + " instead of `text/event-stream`"};
}

}  // namespace

bool is_momentary(int status) noexcept {
  return contains(kMomentary, status);
}

ResponseVerdict judge_refusal(const HttpResponseHead& head) {
  using Kind = ResponseVerdict::Kind;
  const std::string answered = "the server answered " + std::to_string(head.status);
  if (contains(kRedirects, head.status)) {
    return {Kind::redirect, {}};
  }
  if (head.status == 401) {
    return {Kind::unauthorized, answered + " (not authorized)" + error_description(head)};
  }
  if (head.status == 403) {
    return {Kind::forbidden, answered + " (forbidden)"};
  }
  if (head.status == 407) {
    return {Kind::unusable, answered + " (a proxy wants credentials)"};
  }
  return {is_momentary(head.status) ? Kind::try_again : Kind::unusable, answered};
}

ResponseVerdict judge_response(const HttpResponseHead& head) {
  if (head.status == 200) {
    return judge_ok(head);
  }
  if (head.status == 204) {
    return {ResponseVerdict::Kind::no_content,
            "the server answered 204 (no content): the stream is over"};
  }
  return judge_refusal(head);
}

}  // namespace tidings

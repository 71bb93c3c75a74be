#include <algorithm>

#include "tidings/duration.h"
#include "tidings/url.h"

#include "ascii.h"
#include "diagnosis/checks.h"
#include "diagnosis/wording.h"
#include "observation/measures.h"
#include "response_verdict.h"

namespace tidings {
namespace {

using Kind = ResponseVerdict::Kind;

std::string advice_for_status(int status) {
  switch (status) {
    case 404:
    case 410:
      return "check the path of the URL, and that the proxy passes it on unchanged";
    case 405:
      return "the server knows the path but not this method: is it the stream's URL?";
    case 406:
      return "the server does not offer `text/event-stream` here: is it the stream's URL?";
    case 429:
      return "too many streams or requests: close others, or raise the server's limit";
    case 502:
    case 504:
      return "a proxy answers, but does not reach the server behind it: see the proxy's log, and "
             "whether the server runs";
    case 503:
      return "the server, or the proxy in front of it, takes no more at the moment: see its log";
    default:
      return status >= 500 ? "see the server's log" : "check the URL and what the server expects";
  }
}

std::string status_detail(const HttpResponseHead& head) {
  std::string detail = std::to_string(head.status) + " over " + head.version;
  if (const std::string who = answered_by(head); !who.empty()) {
    detail += " from " + who;
  }
  if (const auto after = head.header("Retry-After")) {
    detail += ", Retry-After: " + std::string(*after);
  }
  return detail;
}

std::optional<Check> judge_missing_head(const Verdict& verdict, const ObservedStream& seen) {
  const ObservedConnection& stream = seen.stream;
  const bool is_connected = stream.connection && stream.connection->connected;
  if (!is_connected || (stream.end && stream.end->stage != HttpEnd::Stage::exchange) ||
      (seen.small_request && seen.small_request->head)) {
    return std::nullopt;
  }
  if (stream.end) {
    return verdict.fail(stream.end->reason, "see the log of the server, and of the proxy if any");
  }
  return verdict.fail("no answer within " + format_duration(stream.watched) +
                          (seen.small_request ? ", and none to a small request either" : ""),
                      "the connection is taken but nobody answers: see whether the server hangs or "
                      "is overloaded");
}

std::string_view charset_of(std::string_view content_type) {
  constexpr std::string_view kParameter = "charset=";
  const std::size_t begin = ascii::lower(content_type).find(kParameter);
  if (begin == std::string::npos) {
    return {};
  }
  std::string_view value = content_type.substr(begin + kParameter.size());
  value = ascii::trimmed(value.substr(0, value.find(';')));
  if (value.size() > 1 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
  }
  return value;
}

}  // namespace

std::optional<Check> status_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("status");
  if (!seen.stream.head) {
    return judge_missing_head(kVerdict, seen);
  }
  const HttpResponseHead& head = *seen.stream.head;
  const ResponseVerdict verdict = judge_response(head);
  if (verdict.kind == Kind::redirect || verdict.kind == Kind::unauthorized ||
      verdict.kind == Kind::forbidden) {
    return std::nullopt;
  }
  if (head.status == 200) {
    return kVerdict.ok(status_detail(head));
  }
  if (verdict.kind == Kind::no_content) {
    return kVerdict.fail(status_detail(head),
                         "204 tells clients to go away for good: it must not stand for \"nothing "
                         "new\"");
  }
  return kVerdict.fail(status_detail(head), advice_for_status(head.status));
}

std::optional<Check> content_type_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("content-type");
  if (!seen.stream.head || seen.stream.head->status != 200) {
    return std::nullopt;
  }
  const std::string type(seen.stream.head->header("Content-Type").value_or(""));
  if (!is_open(seen.stream)) {
    const bool is_page = ascii::lower(type).find("html") != std::string::npos;
    return kVerdict.fail(
        type.empty() ? "none is given" : "`" + type + "` instead of `text/event-stream`",
        is_page ? "a page answers where the stream should: a login, a captive portal, or the "
                  "application's front page. Check the path and the credentials"
                : "have the server send `Content-Type: text/event-stream`: clients refuse anything "
                  "else");
  }
  const std::string charset(charset_of(type));
  if (!charset.empty() && !ascii::equal_ignoring_case(charset, "utf-8") &&
      !ascii::equal_ignoring_case(charset, "utf8")) {
    return kVerdict.warn("`" + type + "`",
                         "an event stream is always read as UTF-8, whatever the charset says: send "
                         "UTF-8, and leave the parameter out");
  }
  return kVerdict.ok("`" + type + "`");
}

std::optional<Check> redirects_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("redirects");
  const ObservedConnection& stream = seen.stream;
  if (!stream.head && stream.redirects.empty()) {
    return std::nullopt;
  }
  std::string detail = counted(stream.redirects.size(), "redirect");
  if (!stream.redirects.empty()) {
    detail += ", to " + masked_url(stream.url);
  }
  if (stream.head && judge_response(*stream.head).kind == Kind::redirect) {
    const std::string& target = stream.head->redirect_url;
    return kVerdict.fail(
        detail + "; then " + std::to_string(stream.head->status) +
            (target.empty() ? " without a usable target" : " to " + masked_url(target)),
        "clients give up after 10 in a row, and follow http and https only: is it "
        "a circle?");
  }
  if (stream.redirects.empty()) {
    return kVerdict.ok("none");
  }
  if (!stream.within_origin) {
    detail += ", another origin";
    return seen.with_credentials
               ? kVerdict.fail(
                     std::move(detail),
                     "credentials and headers of your own are not sent to another origin: "
                     "use the URL it ends at")
               : kVerdict.warn(std::move(detail),
                               "use the URL it ends at: headers of your own are not sent on, and "
                               "browsers need CORS there");
  }
  const bool is_permanent = std::all_of(stream.redirects.begin(), stream.redirects.end(),
                                        [](const ObservedRedirect& redirect) {
                                          return redirect.status == 301 || redirect.status == 308;
                                        });
  return is_permanent ? kVerdict.warn(std::move(detail),
                                      "permanent: use the URL it ends at, and every reconnection "
                                      "takes one request less")
                      : kVerdict.ok(std::move(detail));
}

std::optional<Check> caching_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("caching");
  if (!is_open(seen.stream)) {
    return std::nullopt;
  }
  const HttpResponseHead& head = *seen.stream.head;
  const auto age = head.header("Age");
  const std::string cache = ascii::lower(head.header("X-Cache").value_or(""));
  if ((age && *age != "0") || cache.find("hit") != std::string::npos) {
    return kVerdict.fail("the answer comes from a cache (" +
                             (age ? "Age: " + std::string(*age) : "X-Cache: " + cache) + ")",
                         "switch caching off for this path: clients get what others were sent");
  }
  const auto control = head.header("Cache-Control");
  if (!control) {
    return kVerdict.warn("no Cache-Control",
                         "send `Cache-Control: no-cache, no-transform`, so that nothing on the way "
                         "stores or changes the stream");
  }
  const std::string said = ascii::lower(*control);
  if (said.find("no-cache") == std::string::npos && said.find("no-store") == std::string::npos) {
    return kVerdict.warn("`Cache-Control: " + std::string(*control) + "`",
                         "send `Cache-Control: no-cache, no-transform` instead: this lets caches "
                         "keep the stream");
  }
  return kVerdict.ok("`Cache-Control: " + std::string(*control) + "`");
}

}  // namespace tidings

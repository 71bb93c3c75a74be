#include <algorithm>
#include <string>

#include "ascii.h"
#include "diagnosis/checks.h"
#include "observation/measures.h"
#include "observation/observation_request.h"

namespace tidings {
namespace {

constexpr Verdict kVerdict("cors");

bool allows_origin(const HttpResponseHead& head, std::string_view origin) {
  const std::string_view allowed =
      ascii::trimmed(head.header("Access-Control-Allow-Origin").value_or(""));
  return allowed == "*" || allowed == origin;
}

/// Whether a comma-separated list has this name; `*` stands for all but `authorization`.
bool lists(std::string_view list, std::string_view name) {
  while (!list.empty()) {
    const std::string_view item = ascii::trimmed(list.substr(0, list.find(',')));
    if (ascii::equal_ignoring_case(item, name) || (item == "*" && name != "authorization")) {
      return true;
    }
    const std::size_t comma = list.find(',');
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return false;
}

/// The names asked for that the preflight's answer does not allow.
std::string missing_headers(const HttpResponseHead& head, std::string_view asked) {
  const std::string_view allowed = head.header("Access-Control-Allow-Headers").value_or("");
  std::string missing;
  while (!asked.empty()) {
    const std::string_view name = asked.substr(0, asked.find(','));
    if (!lists(allowed, name)) {
      missing += (missing.empty() ? "" : ", ") + std::string(name);
    }
    asked.remove_prefix(std::min(name.size() + 1, asked.size()));
  }
  return missing;
}

std::string allow(const std::string& origin) {
  return "have the server answer with `Access-Control-Allow-Origin: " + origin +
         "` (tidings-server: --cors-origin " + origin + ")";
}

Check judge_preflight(const ObservedStream& seen) {
  if (!seen.preflight->head) {
    return kVerdict.fail("the preflight (OPTIONS) got no answer" +
                             (seen.preflight->end && !seen.preflight->end->reason.empty()
                                  ? ": " + seen.preflight->end->reason
                                  : std::string{}),
                         "have the server, or the proxy, answer OPTIONS");
  }
  const HttpResponseHead& head = *seen.preflight->head;
  const std::string status = std::to_string(head.status);
  if (head.status == 401 || head.status == 403) {
    return kVerdict.fail("the preflight (OPTIONS) was answered " + status,
                         "browsers send no credentials with it: answer OPTIONS without asking for "
                         "any, and " +
                             allow(seen.origin));
  }
  if (head.status < 200 || head.status > 299) {
    return kVerdict.fail("the preflight (OPTIONS) was answered " + status,
                         "answer OPTIONS on this path with 204 and the CORS headers");
  }
  if (!allows_origin(head, seen.origin)) {
    return kVerdict.fail("the preflight does not allow " + seen.origin, allow(seen.origin));
  }
  if (const std::string missing = missing_headers(head, preflight_headers(seen));
      !missing.empty()) {
    return kVerdict.fail("the preflight does not allow the header " + missing,
                         "name it in `Access-Control-Allow-Headers`");
  }
  return kVerdict.ok("pages of " + seen.origin + " may read the stream");
}

}  // namespace

std::optional<Check> cors_check(const ObservedStream& seen) {
  if (seen.origin.empty() || !seen.preflight || !seen.stream.head) {
    return std::nullopt;
  }
  if (is_open(seen.stream) && !allows_origin(*seen.stream.head, seen.origin)) {
    return kVerdict.fail("the answer does not allow pages of " + seen.origin + " to read it",
                         allow(seen.origin));
  }
  return judge_preflight(seen);
}

}  // namespace tidings

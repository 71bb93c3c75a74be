#include <chrono>

#include "tidings/duration.h"

#include "diagnosis/checks.h"
#include "diagnosis/ending.h"
#include "http_date.h"
#include "response_verdict.h"

namespace tidings {
namespace {

using Kind = ResponseVerdict::Kind;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Verdict kVerdict("authentication");
/// `Date` counts whole seconds, and the answer was under way for a moment.
constexpr seconds kUnnoticed{5};
constexpr seconds kLargeSkew{30};
constexpr seconds kExpiresSoon{60};

std::string length_of(WallTime::duration time) {
  const auto whole = std::chrono::round<seconds>(time);
  return format_duration(whole < seconds{0} ? -whole : whole);
}

/// The moment of the answer by both clocks.
struct Clocks {
  WallTime here;
  WallTime server;
  bool server_tells = false;
  [[nodiscard]] WallTime::duration skew() const { return here - server; }
};

Clocks clocks_of(const ObservedConnection& stream) {
  Clocks clocks;
  clocks.here = stream.started + stream.head_at;
  const auto date = parse_http_date(stream.head->header("Date").value_or(""), clocks.here);
  clocks.server_tells = date.has_value();
  clocks.server = date.value_or(clocks.here);
  return clocks;
}

/// Why a JWT does not hold, by the server's clock; empty when its times are good.
std::string unfit(const JwtTimes& times, const Clocks& clocks) {
  const std::string by = clocks.server_tells ? " by the server's clock" : "";
  if (times.expires && *times.expires <= clocks.server) {
    return "the token expired " + length_of(clocks.server - *times.expires) + " ago" + by;
  }
  if (times.not_before && *times.not_before > clocks.server + kUnnoticed) {
    return "the token is not valid before " + length_of(*times.not_before - clocks.server) +
           " from now" + by;
  }
  if (times.issued_at && *times.issued_at > clocks.server + kUnnoticed) {
    return "the token was issued " + length_of(*times.issued_at - clocks.server) +
           " in the future" + by;
  }
  return {};
}

std::string skew_text(const Clocks& clocks) {
  return "this machine's clock is " + length_of(clocks.skew()) +
         (clocks.skew() > WallTime::duration{0} ? " ahead of" : " behind") + " the server's";
}

bool is_skewed(const Clocks& clocks) {
  return clocks.skew() > kLargeSkew || clocks.skew() < -kLargeSkew;
}

Check judge_refused(const ObservedStream& seen, const Clocks& clocks, bool is_forbidden) {
  const std::string reason = judge_response(*seen.stream.head).reason;
  if (!seen.with_credentials && seen.secret_in_url) {
    return kVerdict.fail(reason + "; the only token sent is the URL's",
                         "see that the URL's token is right, or give one that the server knows: "
                         "--token-file, --token-command, TIDINGS_TOKEN or a profile");
  }
  if (!seen.with_credentials) {
    return kVerdict.fail(reason + "; no token was sent",
                         "give a token: --token-file, --token-command, TIDINGS_TOKEN or a profile");
  }
  if (seen.jwt_times) {
    if (const std::string why = unfit(*seen.jwt_times, clocks); !why.empty()) {
      return kVerdict.fail(reason + "; " + why, is_skewed(clocks)
                                                    ? "set the clocks: " + skew_text(clocks)
                                                    : "get a new token: with --token-command or "
                                                      "--token-file it is renewed by itself");
    }
  }
  if (is_forbidden) {
    return kVerdict.fail(reason,
                         "the token is known but lacks the right to this stream: ask for "
                         "one that has it");
  }
  return kVerdict.fail(reason,
                       "the server does not accept the token: check that it is for this server, "
                       "and signed with the key that the server knows");
}

Check judge_accepted(const ObservedStream& seen, const Clocks& clocks) {
  if (!seen.with_credentials && seen.secret_in_url) {
    return kVerdict.ok("accepted with the token in the URL");
  }
  if (!seen.with_credentials) {
    return kVerdict.ok("the stream is open to everyone: no token was needed");
  }
  if (!seen.jwt_times) {
    return kVerdict.ok("the credentials are accepted");
  }
  if (ended_with_token(seen)) {
    return kVerdict.warn("the stream ended when the token expired",
                         "nothing is lost: clients come back with a new token, if they have "
                         "--token-command or --token-file. A longer life of tokens means fewer "
                         "reconnections");
  }
  if (const std::string why = unfit(*seen.jwt_times, clocks); !why.empty()) {
    return kVerdict.warn("accepted, although " + why,
                         is_skewed(clocks) ? "set the clocks: " + skew_text(clocks)
                                           : "check the clock of whoever issues the tokens, and "
                                             "that the server checks them");
  }
  if (is_skewed(clocks)) {
    return kVerdict.warn("accepted, but " + skew_text(clocks),
                         "set the clocks: tokens count as expired or not yet valid too early or "
                         "too late");
  }
  const auto& expires = seen.jwt_times->expires;
  if (!expires) {
    return kVerdict.ok("the token is accepted; it is a JWT that never expires");
  }
  const std::string left =
      "the token is accepted; it expires in " + length_of(*expires - clocks.server);
  return *expires - clocks.server < kExpiresSoon
             ? kVerdict.warn(left,
                             "the stream ends then: have it renewed with --token-command or "
                             "--token-file")
             : kVerdict.ok(left);
}

}  // namespace

std::optional<Check> authentication_check(const ObservedStream& seen) {
  if (!seen.token_failure.empty()) {
    return kVerdict.fail(seen.token_failure, "see that the file or command gives a token");
  }
  if (!seen.stream.head) {
    return std::nullopt;
  }
  const Clocks clocks = clocks_of(seen.stream);
  switch (judge_response(*seen.stream.head).kind) {
    case Kind::open:
      return judge_accepted(seen, clocks);
    case Kind::unauthorized:
    case Kind::forbidden:
      if (seen.with_credentials && !seen.stream.within_origin) {
        return std::nullopt;  // they were not sent: the redirect is to blame
      }
      return judge_refused(seen, clocks, seen.stream.head->status == 403);
    default:
      return std::nullopt;
  }
}

}  // namespace tidings

#include <chrono>

#include "tidings/duration.h"
#include "tidings/url.h"

#include "diagnosis/checks.h"
#include "diagnosis/wording.h"

namespace tidings {
namespace {

using Stage = HttpEnd::Stage;
using std::chrono::days;

/// Certificates that are renewed by themselves are renewed long before that.
constexpr days kSoon{14};

bool failed_at(const ObservedConnection& stream, Stage stage) {
  return stream.end && stream.end->kind != HttpEnd::Kind::complete && stream.end->stage == stage;
}

/// The TLS handshake needs a connection; when it fails, the library forgets since when there was
/// one.
bool is_connected(const ObservedConnection& stream) {
  return stream.connection && (stream.connection->connected || failed_at(stream, Stage::tls) ||
                               failed_at(stream, Stage::certificate));
}

/// Who was connected to is not the server itself: the port is another one.
bool leads_through_a_proxy(const ObservedStream& seen) {
  const ObservedConnection& stream = seen.stream;
  const std::string origin = origin_of(stream.url);
  return !seen.over_unix_socket && stream.connection && stream.connection->port != 0 &&
         !origin.ends_with(":" + std::to_string(stream.connection->port));
}

std::string connected_detail(const ObservedStream& seen) {
  const HttpConnectionFacts& facts = *seen.stream.connection;
  std::string detail = "connected";
  if (seen.over_unix_socket) {
    detail += " to the Unix socket";
  } else if (!facts.address.empty()) {
    detail += (leads_through_a_proxy(seen) ? " to the proxy at " : " to ") + facts.address +
              " port " + std::to_string(facts.port);
  }
  if (facts.connected) {
    const auto before = facts.name_resolved.value_or(std::chrono::microseconds{0});
    detail += " in " + brief_time(*facts.connected - before);
  }
  return detail;
}

bool is_https(std::string_view url) {
  return origin_of(url).starts_with("https://");
}

/// IPv4 or IPv6 in figures: nothing to look up.
bool is_address(std::string_view host) {
  return host.find(':') != std::string_view::npos ||
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

constexpr std::string_view kLookAtTheProxy =
    "check the proxy that --proxy, the profile or the environment (http_proxy, https_proxy, "
    "all_proxy) names, and whether it may reach the server; `--proxy ''` goes without one";

/// The way to the server leads through a proxy, and that is where it ends.
bool ends_at_a_proxy(const ObservedConnection& stream) {
  return stream.end && stream.end->reason.find("the proxy") != std::string::npos;
}

std::string why_no_connection(const ObservedConnection& stream) {
  return stream.end ? stream.end->reason
                    : "no connection within " + format_duration(stream.watched);
}

/// `expired on 2026-11-20, issued by …`
std::string described(const TlsCertificate& certificate, WallTime now) {
  std::string text;
  if (certificate.expires) {
    text = (*certificate.expires < now ? "expired on " : "valid until ") +
           day_of(*certificate.expires);
  }
  if (!certificate.issuer.empty()) {
    text += (text.empty() ? "issued by " : ", issued by ") + certificate.issuer;
  }
  return text;
}

Check judge_untrusted(const Verdict& verdict, const ObservedStream& seen) {
  const ObservedConnection& stream = seen.stream;
  std::string detail = stream.end->reason;
  if (seen.untrusted_certificate) {
    detail += "; " + described(*seen.untrusted_certificate, stream.started);
  }
  const bool is_expired = stream.end->reason.find("expired") != std::string::npos ||
                          (seen.untrusted_certificate && seen.untrusted_certificate->expires &&
                           *seen.untrusted_certificate->expires < stream.started);
  if (is_expired) {
    return verdict.fail(std::move(detail),
                        "renew the certificate on the server, and see why that was not done in "
                        "time; if it is valid, this machine's clock is wrong");
  }
  if (stream.end->reason.find("another host name") != std::string::npos) {
    return verdict.fail(std::move(detail),
                        "use the name that the certificate is for, or have one issued for this "
                        "name");
  }
  return verdict.fail(std::move(detail),
                      "have the server send its whole chain, or name the authority that signed it "
                      "with --cacert");
}

}  // namespace

std::optional<Check> name_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("name");
  const ObservedConnection& stream = seen.stream;
  if (seen.over_unix_socket) {
    return std::nullopt;
  }
  const std::string host = host_of(stream.url);
  if (failed_at(stream, Stage::name) && ends_at_a_proxy(stream)) {
    return kVerdict.fail(stream.end->reason, std::string(kLookAtTheProxy));
  }
  if (failed_at(stream, Stage::name)) {
    return kVerdict.fail(stream.end->reason,
                         "check the spelling of `" + host +
                             "` and whether this machine's DNS knows it (`getent hosts " + host +
                             "`)");
  }
  // A proxy's name may have been looked up, the server's has not.
  if (!stream.connection || !stream.connection->name_resolved || ends_at_a_proxy(stream) ||
      leads_through_a_proxy(seen)) {
    return std::nullopt;
  }
  const HttpConnectionFacts& facts = *stream.connection;
  if (is_address(host)) {
    return kVerdict.ok("the URL names the address itself");
  }
  return kVerdict.ok("`" + host + "` resolved" +
                     (facts.address.empty() ? "" : " to " + facts.address) + " in " +
                     brief_time(*facts.name_resolved));
}

std::optional<Check> tcp_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("tcp");
  const ObservedConnection& stream = seen.stream;
  if (failed_at(stream, Stage::name)) {
    return std::nullopt;
  }
  if (is_connected(stream)) {
    return kVerdict.ok(connected_detail(seen));
  }
  std::string detail = why_no_connection(stream);
  if (ends_at_a_proxy(stream)) {
    return kVerdict.fail(std::move(detail), std::string(kLookAtTheProxy));
  }
  if (seen.over_unix_socket) {
    return kVerdict.fail(std::move(detail),
                         "check the socket's path, whether the server runs and has made it, and "
                         "whether you may write to it");
  }
  const bool is_refused = detail.find("refused") != std::string::npos;
  return kVerdict.fail(
      std::move(detail),
      is_refused ? "nothing listens there: is the server running, and on this address and port?"
                 : "check that the server runs and that no firewall on the way drops the "
                   "connection; behind a proxy, see --proxy");
}

std::optional<Check> tls_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("tls");
  const ObservedConnection& stream = seen.stream;
  if (!is_connected(stream)) {
    return std::nullopt;
  }
  if (!is_https(stream.url)) {
    if (seen.with_credentials && !seen.over_unix_socket && !is_loopback(stream.url)) {
      return kVerdict.warn("plain http, with credentials: anyone on the way can read them",
                           "serve the stream over https");
    }
    return kVerdict.ok("not used: plain http");
  }
  if (failed_at(stream, Stage::tls)) {
    return kVerdict.fail(
        stream.end->reason,
        "check that this port speaks TLS, with a version and ciphers of today, and "
        "whether the server wants a client certificate (--cert, --key)");
  }
  if (failed_at(stream, Stage::certificate)) {
    return seen.untrusted_certificate
               ? std::optional(kVerdict.ok("the handshake works, but for the certificate"))
               : std::nullopt;
  }
  if (!stream.connection->secured) {
    return kVerdict.fail("the handshake did not end within " + format_duration(stream.watched),
                         "check that this port speaks TLS and that nothing on the way interferes");
  }
  std::string detail =
      "handshake in " +
      brief_time(*stream.connection->secured -
                 stream.connection->connected.value_or(std::chrono::microseconds{0}));
  if (seen.certificate_unchecked) {
    return kVerdict.warn(detail + ", the certificate unchecked (--insecure)",
                         "trust the authority that signed it instead (--cacert)");
  }
  return kVerdict.ok(std::move(detail));
}

std::optional<Check> certificate_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("certificate");
  const ObservedConnection& stream = seen.stream;
  if (failed_at(stream, Stage::certificate)) {
    return judge_untrusted(kVerdict, seen);
  }
  if (!stream.connection || !stream.connection->certificate) {
    return std::nullopt;
  }
  const TlsCertificate& certificate = *stream.connection->certificate;
  std::string detail = described(certificate, stream.started);
  if (certificate.expires && *certificate.expires - stream.started < kSoon) {
    return kVerdict.warn(std::move(detail),
                         "renew it now: clients refuse the connection once it has expired");
  }
  return kVerdict.ok(std::move(detail));
}

}  // namespace tidings

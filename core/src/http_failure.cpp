#include "http_failure.h"

#include <array>
#include <string_view>
#include <system_error>
#include <utility>

#include "tidings/duration.h"
#include "tidings/url.h"

#include "ascii.h"
#include "response_verdict.h"

namespace tidings {
namespace {

using Cause = HttpFailure::Cause;
using Kind = HttpEnd::Kind;

/// What to say when the library's words contain a phrase.
struct Phrase {
  std::string_view part;
  std::string_view words;
};

template <std::size_t N>
std::string_view find_phrase(const std::array<Phrase, N>& phrases, std::string_view detail) {
  for (const Phrase& phrase : phrases) {
    if (detail.find(phrase.part) != std::string_view::npos) {
      return phrase.words;
    }
  }
  return {};
}

std::string in_brackets(const HttpFailure& failure) {
  return failure.detail.empty() ? "" : " (" + failure.detail + ")";
}

std::string system_words(int error) {
  std::string text = std::error_code(error, std::generic_category()).message();
  text.front() = ascii::lower(text.front());
  return text;
}

std::string untrusted_proxy(const HttpFailure& failure) {
  static constexpr std::string_view kUnknown =
      "nobody known here vouches for it; add its authority to those of the system or name its "
      "certificate in SSL_CERT_FILE, since a CA file is for servers only";
  static constexpr std::array<Phrase, 6> kProblems{{
      {"has expired", "it has expired"},
      {"not yet valid", "it is not valid yet, or this machine's clock is wrong"},
      {"self-signed", kUnknown},
      {"local issuer", kUnknown},
      {"does not match target host", "it is for another host name"},
      {"no alternative certificate subject name", "it is for another host name"},
  }};
  const std::string_view problem = find_phrase(kProblems, failure.detail);
  return "the proxy's certificate is not trusted" +
         (problem.empty() ? "" : ": " + std::string(problem)) + in_brackets(failure);
}

std::string untrusted_certificate(const HttpFailure& failure) {
  static constexpr std::array<Phrase, 7> kProblems{{
      {"has expired", "it has expired"},
      {"not yet valid", "it is not valid yet, or this machine's clock is wrong"},
      {"self-signed certificate in",
       "its chain ends in an authority that is not known here; name "
       "that authority's certificate as CA file"},
      {"self-signed", "it is self-signed; name it as CA file to trust it"},
      {"local issuer",
       "it is signed by an authority that is not known here; name that authority's "
       "certificate as CA file"},
      {"does not match target host", "it is for another host name"},
      {"no alternative certificate subject name", "it is for another host name"},
  }};
  const std::string_view problem = find_phrase(kProblems, failure.detail);
  return "the server's certificate is not trusted" +
         (problem.empty() ? "" : ": " + std::string(problem)) + in_brackets(failure);
}

/// What OpenSSL says of a handshake that one side gave up. With TLS 1.3 the server's refusal of a
/// client certificate arrives only after the handshake.
std::string_view handshake_words(std::string_view detail) {
  static constexpr std::array<Phrase, 10> kWords{{
      {"alert certificate required", "the server demands a client certificate"},
      {"alert unknown ca",
       "the server does not accept the client certificate: it does not know "
       "the authority that signed it"},
      {"alert bad certificate", "the server does not accept the client certificate"},
      {"alert certificate expired", "the server does not accept the client certificate: expired"},
      {"alert certificate revoked", "the server does not accept the client certificate: revoked"},
      {"alert certificate unknown", "the server does not accept the client certificate"},
      {"alert handshake failure",
       "the server refused the TLS handshake; it may demand a client certificate"},
      {"wrong version number", "the port does not speak TLS: is it http instead of https?"},
      {"alert protocol version", "no common TLS version with the server"},
      {"unsupported protocol", "no common TLS version with the server"},
  }};
  return find_phrase(kWords, detail);
}

std::string handshake_failed(const HttpFailure& failure) {
  if (const std::string_view words = handshake_words(failure.detail); !words.empty()) {
    return std::string(words) + in_brackets(failure);
  }
  const bool gone = failure.detail.find("SSL_ERROR_SYSCALL") != std::string::npos ||
                    failure.detail.find("Connection reset") != std::string::npos;
  return gone ? "the server broke off the TLS handshake"
              : "the TLS handshake failed" + in_brackets(failure);
}

std::string not_connected(const HttpFailure& failure, const HttpRequest& request) {
  const std::string why =
      failure.system_error == 0 ? "no connection" : system_words(failure.system_error);
  if (!request.connection.unix_socket.empty()) {
    return "no connection to the socket " + request.connection.unix_socket + ": " + why;
  }
  return failure.unreachable_proxy.empty()
             ? why
             : "no connection to the proxy at " + failure.unreachable_proxy + ": " + why;
}

std::string connect_timeout(const HttpFailure& failure, const HttpRequest& request) {
  static constexpr std::array<Phrase, 3> kPhases{{
      {"Resolving timed out", ": the name look-up did not end"},
      {"SSL connection timeout", ": the TLS handshake did not end"},
      {"Proxy CONNECT", ": the proxy did not answer"},
  }};
  return "no connection within " + format_duration(request.connection.connect_timeout) +
         std::string(find_phrase(kPhases, failure.detail));
}

HttpEnd proxy_refused(const HttpFailure& failure) {
  if (failure.proxy_status == 407 || failure.credentials_refused) {
    return {Kind::unusable, "the proxy wants other credentials" + in_brackets(failure)};
  }
  if (failure.proxy_status != 0) {
    return {is_momentary(failure.proxy_status) ? Kind::interrupted : Kind::unusable,
            "the proxy refused to connect: it answered " + std::to_string(failure.proxy_status)};
  }
  return {Kind::interrupted, "the proxy could not connect" + in_brackets(failure)};
}

std::string broken(const HttpFailure& failure) {
  if (const std::string_view words = handshake_words(failure.detail); !words.empty()) {
    return std::string(words) + in_brackets(failure);
  }
  if (failure.detail.starts_with("getpeername() failed")) {
    return "the server broke the connection off as soon as it stood";
  }
  return failure.system_error == 0 ? "the connection broke" + in_brackets(failure)
                                   : system_words(failure.system_error);
}

HttpEnd unusable_or_other(const HttpFailure& failure, const HttpRequest& request) {
  switch (failure.cause) {
    case Cause::bad_url:
      return {Kind::unusable, "bad URL `" + masked_url(request.url) + "`" + in_brackets(failure)};
    case Cause::not_http:
      return {Kind::unusable, "what the server sent is not HTTP" + in_brackets(failure)};
    case Cause::head_too_large:
      return {Kind::unusable, "the answer's headers are larger than 256 KiB"};
    case Cause::head_line_too_long:
      return {Kind::unusable, "a line of the answer's headers is longer than 100 KB"};
    case Cause::untrusted_certificate:
      return {Kind::unusable, untrusted_certificate(failure)};
    case Cause::untrusted_proxy:
      return {Kind::unusable, untrusted_proxy(failure)};
    case Cause::unusable_ca_file:
      return {Kind::unusable, "the CA file `" + request.connection.ca_file + "` cannot be used" +
                                  in_brackets(failure)};
    case Cause::unusable_client_certificate:
      return {Kind::unusable,
              "the client certificate or its key cannot be used" + in_brackets(failure)};
    case Cause::unusable_socket_path:
      return {Kind::unusable,
              "the path of the Unix socket is too long: `" + request.connection.unix_socket + "`"};
    case Cause::unknown_compression:
      return {Kind::unusable,
              "the server compresses in a way that is not known here" + in_brackets(failure)};
    case Cause::unusable_request:
      return {Kind::unusable, "the request cannot be made" + in_brackets(failure)};
    default:
      return {Kind::interrupted, "the request failed" + in_brackets(failure)};
  }
}

HttpEnd describe(const HttpFailure& failure, const HttpRequest& request) {
  switch (failure.cause) {
    case Cause::unresolved_server:
      return {Kind::interrupted,
              "the name of the server could not be resolved" + in_brackets(failure)};
    case Cause::unresolved_proxy:
      if (failure.detail.starts_with("Unsupported proxy syntax")) {
        return {Kind::unusable, "the proxy's address cannot be used" + in_brackets(failure)};
      }
      return {Kind::interrupted,
              "the name of the proxy could not be resolved" + in_brackets(failure)};
    case Cause::not_connected:
      return {Kind::interrupted, not_connected(failure, request)};
    case Cause::connect_timeout:
      return {Kind::interrupted, connect_timeout(failure, request)};
    case Cause::proxy_refused:
      return proxy_refused(failure);
    case Cause::tls_handshake:
      return {Kind::interrupted, handshake_failed(failure)};
    case Cause::no_answer:
      return {Kind::interrupted, "the server closed the connection without an answer"};
    case Cause::broken:
      return {Kind::interrupted, broken(failure)};
    case Cause::cut:
      return {Kind::interrupted, "the connection was cut in the middle of the stream"};
    case Cause::damaged_chunks:
      return {Kind::interrupted, "the stream's chunked encoding is damaged" + in_brackets(failure)};
    case Cause::damaged_compression:
      return {Kind::interrupted, "the stream's compression is damaged" + in_brackets(failure)};
    case Cause::http2:
      return {Kind::interrupted, "the HTTP/2 connection broke" + in_brackets(failure)};
    default:
      return unusable_or_other(failure, request);
  }
}

HttpEnd::Stage stage_of(const HttpFailure& failure) {
  using Stage = HttpEnd::Stage;
  switch (failure.cause) {
    case Cause::unresolved_server:
    case Cause::unresolved_proxy:
      return Stage::name;
    case Cause::not_connected:
    case Cause::unusable_socket_path:
    case Cause::proxy_refused:
    case Cause::untrusted_proxy:
      return Stage::connection;
    case Cause::connect_timeout:
      if (failure.detail.find("Resolving") != std::string::npos) {
        return Stage::name;
      }
      return failure.detail.find("SSL") != std::string::npos ? Stage::tls : Stage::connection;
    case Cause::tls_handshake:
    case Cause::unusable_ca_file:
    case Cause::unusable_client_certificate:
      return Stage::tls;
    case Cause::untrusted_certificate:
      return Stage::certificate;
    case Cause::broken:
      return handshake_words(failure.detail).empty() ? Stage::exchange : Stage::tls;
    default:
      return Stage::exchange;
  }
}

}  // namespace

HttpEnd describe_failure(const HttpFailure& failure, const HttpRequest& request) {
  HttpEnd end = describe(failure, request);
  end.stage = stage_of(failure);
  return end;
}

}  // namespace tidings

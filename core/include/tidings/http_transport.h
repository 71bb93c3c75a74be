#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/clock.h"
#include "tidings/export.h"
#include "tidings/result.h"

/// HTTP as the rest of core sees it: start this request; here are status, headers, bytes, end.
/// Redirects, retries and what an answer means are the caller's.
namespace tidings {

class EventLoop;

struct HttpHeader {
  std::string name;
  std::string value;
};

/// Whether a header can have this name: what RFC 9110 calls a token.
[[nodiscard]] TIDINGS_API bool is_header_name(std::string_view name);

/// Whether a header of this name is taken to tell who somebody is: `Authorization`, cookies, and
/// what has `auth`, `token`, `api-key`, `apikey` or `secret` in its name. Its value is never shown.
[[nodiscard]] TIDINGS_API bool is_credential_header(std::string_view name);

/// How to reach a server. The meaning is curl's own for the option of the same name.
struct HttpConnectionSettings {
  std::chrono::milliseconds connect_timeout{10000};  ///< name look-up, TCP and TLS together
  /// For servers; empty: the file that `SSL_CERT_FILE` names in the environment, else the system's.
  /// An https proxy's certificate is judged by these two alone.
  std::string ca_file;
  std::string client_certificate;
  std::string client_key;
  bool insecure = false;
  /// URL; empty: none, whatever the environment says; unset: the environment's (`https_proxy`,
  /// `NO_PROXY`, …).
  std::optional<std::string> proxy;
  std::string unix_socket;
  bool http2 = false;
  bool compressed =
      false;  ///< ask for compression; what comes compressed unasked is decoded anyway
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;  ///< absolute, http or https; a host beyond ASCII needs a UTF-8 LC_CTYPE
  std::vector<HttpHeader> headers;
  std::optional<std::string> body;
  HttpConnectionSettings connection;
  bool fresh_connection = false;  ///< use no kept connection: the last one went silent
  bool trace = false;             ///< call `on_trace`
  bool connection_facts = false;  ///< call `on_connection`
  bool connect_only = false;      ///< end as soon as connected (with TLS): nothing is sent
};

/// A server's certificate, as it showed it.
struct TlsCertificate {
  std::string subject;
  std::string issuer;
  std::optional<WallTime> valid_from;
  std::optional<WallTime> expires;
};

/// How the server was reached. Durations count from the request's start; unset: it did not come to
/// that.
struct HttpConnectionFacts {
  std::optional<std::chrono::microseconds> name_resolved;
  std::optional<std::chrono::microseconds> connected;
  std::optional<std::chrono::microseconds> secured;  ///< the TLS handshake has ended
  std::string address;                               ///< the peer's, a proxy's where there is one
  int port = 0;
  std::optional<TlsCertificate> certificate;
};

struct TIDINGS_API HttpResponseHead {
  int status = 0;
  std::string version;  ///< `HTTP/1.1`, `HTTP/2`
  std::vector<HttpHeader> headers;
  /// Where a 3xx points, made absolute; empty when it names nothing usable.
  std::string redirect_url;

  /// The value of the first header of this name (case does not matter), or nothing.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

/// How an exchange ended, and whether trying again makes sense.
struct HttpEnd {
  enum class Kind {
    complete,     ///< the response ended as HTTP says it should
    interrupted,  ///< refused, unresolved, reset, cut, timed out: the network; try again
    unusable,     ///< bad URL, unsupported scheme, untrusted certificate, no HTTP: trying again is
                  ///< vain
  };
  /// What it was that failed.
  enum class Stage {
    name,         ///< the look-up of the server's (or a proxy's) name
    connection,   ///< TCP, a proxy, a Unix socket
    tls,          ///< the handshake
    certificate,  ///< the server's, which is not trusted (a proxy's: `connection`)
    exchange,     ///< request and response
  };
  Kind kind = Kind::complete;
  std::string reason;  ///< a sentence for users when not `complete`
  Stage stage = Stage::exchange;
};

/// For `--verbose`: what went over the wire. Credentials are already masked.
struct HttpTrace {
  enum class Kind { information, request_header, response_header };
  Kind kind;
  std::string_view line;  ///< without the line end
};

/// Receives one response, on the loop's thread: `on_head` at most once (interim 1xx answers are not
/// shown), then `on_bytes` any number of times, then `on_end` exactly once.
class TIDINGS_API HttpReceiver {
 public:
  virtual ~HttpReceiver() = default;
  virtual void on_head(const HttpResponseHead& head) = 0;
  virtual void on_bytes(std::string_view bytes) = 0;
  virtual void on_end(const HttpEnd& end) = 0;
  /// Bytes came that are no body: the peer is alive.
  virtual void on_activity() {}
  virtual void on_trace(const HttpTrace&) {}
  /// Once, if asked for: when the connection stands and the request is about to be sent, or before
  /// `on_end` when it did not come to that.
  virtual void on_connection(const HttpConnectionFacts&) {}
};

/// One request under way. Destroying it ends the exchange at once (also inside its own callbacks);
/// nothing is called afterwards.
class TIDINGS_API HttpExchange {
 public:
  virtual ~HttpExchange() = default;
  /// Stops reading, so that the sender is slowed down, until `resume`. A piece already under way
  /// may still come.
  virtual void pause() = 0;
  virtual void resume() = 0;
};

class TIDINGS_API HttpTransport {
 public:
  virtual ~HttpTransport() = default;
  /// Starts a request. `receiver` must live as long as the exchange. Failures, also immediate ones,
  /// come as `on_end` from the loop, never from inside `start`.
  virtual std::unique_ptr<HttpExchange> start(HttpRequest request, HttpReceiver& receiver) = 0;
};

/// The real one, by libcurl, driven by `loop`, which must outlive it. Use it on the loop's thread
/// only; exchanges must be destroyed before it.
TIDINGS_API Result<std::unique_ptr<HttpTransport>> make_curl_transport(EventLoop& loop);

/// `libcurl/7.88.1 OpenSSL/3.0.17 nghttp2/1.52.0 …`: for `--version`.
TIDINGS_API std::string http_library_version();

}  // namespace tidings

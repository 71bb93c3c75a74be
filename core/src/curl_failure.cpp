#include "curl_failure.h"

#include <cstring>
#include <memory>
#include <string>

#include "ascii.h"
#include "curl_handles.h"

namespace tidings {
namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

HttpFailure::Cause cause_of(CURLcode code, std::string_view detail) {
  using Cause = HttpFailure::Cause;
  switch (code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
      return detail.starts_with("Protocol") ? Cause::bad_url : Cause::not_http;
    case CURLE_URL_MALFORMAT:
      return Cause::bad_url;
    case CURLE_WEIRD_SERVER_REPLY:
      return Cause::not_http;
    case CURLE_PEER_FAILED_VERIFICATION:
      return Cause::untrusted_certificate;
    case CURLE_SSL_CACERT_BADFILE:
      return Cause::unusable_ca_file;
    case CURLE_SSL_CERTPROBLEM:
      return Cause::unusable_client_certificate;
    case CURLE_COULDNT_RESOLVE_HOST:
      return detail.starts_with("Unix socket path") ? Cause::unusable_socket_path
                                                    : Cause::unresolved_server;
    case CURLE_COULDNT_RESOLVE_PROXY:
      return Cause::unresolved_proxy;
    case CURLE_COULDNT_CONNECT:
      return Cause::not_connected;
    case CURLE_OPERATION_TIMEDOUT:
      return Cause::connect_timeout;
    case CURLE_PROXY:
      return Cause::proxy_refused;
    case CURLE_SSL_CONNECT_ERROR:
      return Cause::tls_handshake;
    case CURLE_GOT_NOTHING:
      return Cause::no_answer;
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
      return contains(detail, "chunk") ? Cause::damaged_chunks : Cause::broken;
    case CURLE_PARTIAL_FILE:
      return Cause::cut;
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return Cause::http2;
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_BAD_FUNCTION_ARGUMENT:
    case CURLE_UNKNOWN_OPTION:
    case CURLE_NOT_BUILT_IN:
      return Cause::unusable_request;
    default:
      return Cause::other;
  }
}

/// `host:port` that a URL leads to, as libcurl reads it: `0x7f.1` is 127.0.0.1.
std::string peer_of(const char* url) {
  const std::unique_ptr<CURLU, UrlDeleter> parts(curl_url());
  constexpr unsigned kFlags = CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME;
  if (!parts || curl_url_set(parts.get(), CURLUPART_URL, url, kFlags) != CURLUE_OK) {
    return {};
  }
  char* host = nullptr;
  char* port = nullptr;
  curl_url_get(parts.get(), CURLUPART_HOST, &host, 0);
  const std::unique_ptr<char, CurlFree> owned_host(host);
  curl_url_get(parts.get(), CURLUPART_PORT, &port, CURLU_DEFAULT_PORT);
  const std::unique_ptr<char, CurlFree> owned_port(port);
  return host == nullptr || port == nullptr ? std::string{} : std::string(host) + ":" + port;
}

/// `Failed to connect to HOST port N after …`: where that is not what the URL names, it is a proxy.
/// Empty when it is the server, or cannot be told.
std::string unreachable_proxy(std::string_view detail, CURL* easy) {
  constexpr std::string_view kBegin = "Failed to connect to ";
  constexpr std::string_view kPort = " port ";
  const std::size_t port_at = detail.find(kPort);
  char* url = nullptr;
  if (!detail.starts_with(kBegin) || port_at == std::string_view::npos ||
      curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url) != CURLE_OK || url == nullptr) {
    return {};
  }
  std::string host(detail.substr(kBegin.size(), port_at - kBegin.size()));
  if (contains(host, ":") && !host.starts_with('[')) {
    host = "[" + host + "]";
  }
  const std::string_view after = detail.substr(port_at + kPort.size());
  const std::string peer = host + ":" + std::string(after.substr(0, after.find(' ')));
  const std::string server = peer_of(url);
  return server.empty() || ascii::equal_ignoring_case(server, peer) ? std::string{} : peer;
}

}  // namespace

HttpFailure curl_failure(CURLcode code, CURL* easy, std::string_view error_text) {
  HttpFailure failure;
  failure.detail = error_text.empty() ? curl_easy_strerror(code) : std::string(error_text);
  failure.cause = cause_of(code, failure.detail);
  long number = 0;
  // The errno may be an older one: of an address that was tried before, say.
  if (curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number) == CURLE_OK && number != 0 &&
      (code == CURLE_COULDNT_CONNECT ||
       contains(failure.detail, std::strerror(static_cast<int>(number))))) {
    failure.system_error = static_cast<int>(number);
  }
  if (failure.cause == HttpFailure::Cause::not_connected) {
    failure.unreachable_proxy = unreachable_proxy(failure.detail, easy);
  }
  number = 0;
  if (failure.cause == HttpFailure::Cause::untrusted_certificate &&
      curl_easy_getinfo(easy, CURLINFO_PROXY_SSL_VERIFYRESULT, &number) == CURLE_OK &&
      number != 0) {
    failure.cause = HttpFailure::Cause::untrusted_proxy;
  }
  number = 0;
  if (curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &number) == CURLE_OK && number >= 300) {
    failure.cause = HttpFailure::Cause::proxy_refused;
    failure.proxy_status = static_cast<int>(number);
  }
  number = 0;
  curl_easy_getinfo(easy, CURLINFO_PROXY_ERROR, &number);
  failure.credentials_refused = number == CURLPX_USER_REJECTED || number == CURLPX_NO_AUTH;
  return failure;
}

}  // namespace tidings

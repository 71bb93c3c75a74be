#include "curl_failure.h"

#include <cstring>
#include <string>

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
      return Cause::unresolved_server;
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

#include "redis_tls.h"

#include <array>

#include <event2/bufferevent_ssl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace tidings::server {
namespace {

std::string text_of(unsigned long error) {
  std::array<char, 256> text{};
  ERR_error_string_n(error, text.data(), text.size());
  return text.data();
}

}  // namespace

void RedisTls::Free::operator()(ssl_ctx_st* context) const {
  SSL_CTX_free(context);
}

RedisTls::RedisTls(std::unique_ptr<ssl_ctx_st, Free> context) : context_(std::move(context)) {}

Result<std::shared_ptr<const RedisTls>> RedisTls::load(const std::string& ca_file) {
  std::unique_ptr<ssl_ctx_st, Free> context(SSL_CTX_new(TLS_client_method()));
  if (!context) {
    return Error{"OpenSSL can't be set up for the store: " + text_of(ERR_get_error())};
  }
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
  const int trusted = ca_file.empty() ? SSL_CTX_set_default_verify_paths(context.get())
                                      : SSL_CTX_load_verify_file(context.get(), ca_file.c_str());
  if (trusted != 1) {
    return Error{"the certificates in \"" + ca_file +
                 "\" for the store can't be read: give a PEM file (" + text_of(ERR_get_error()) +
                 ')'};
  }
  return std::shared_ptr<const RedisTls>(new RedisTls(std::move(context)));
}

bufferevent* RedisTls::new_socket(event_base* loop, const std::string& host, int options) const {
  SSL* ssl = SSL_new(context_.get());
  if (ssl == nullptr) {
    return nullptr;
  }
  X509_VERIFY_PARAM* demands = SSL_get0_param(ssl);
  // A numeric address is looked for as such; only names are sent ahead (SNI).
  if (X509_VERIFY_PARAM_set1_ip_asc(demands, host.c_str()) != 1) {
    X509_VERIFY_PARAM_set1_host(demands, host.c_str(), host.size());
    SSL_set_tlsext_host_name(ssl, host.c_str());
  }
  // From here on the socket owns the SSL object.
  bufferevent* socket =
      bufferevent_openssl_socket_new(loop, -1, ssl, BUFFEREVENT_SSL_CONNECTING, options);
  if (socket == nullptr) {
    SSL_free(ssl);
    return nullptr;
  }
  // Redis ends connections without TLS' good-bye; what was received whole counts.
  bufferevent_openssl_set_allow_dirty_shutdown(socket, 1);
  return socket;
}

std::string tls_error(bufferevent* socket) {
  const SSL* ssl = bufferevent_openssl_get_ssl(socket);
  if (ssl == nullptr) {
    return {};
  }
  const long verdict = SSL_get_verify_result(ssl);
  if (verdict != X509_V_OK) {
    return std::string("its certificate is not accepted: ") +
           X509_verify_cert_error_string(verdict);
  }
  const unsigned long error = bufferevent_get_openssl_error(socket);
  return error == 0 ? std::string() : "TLS: " + text_of(error);
}

}  // namespace tidings::server

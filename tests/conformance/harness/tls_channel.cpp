#include "conformance/harness/tls_channel.h"

#include <array>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

struct SslDeleter {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};
struct ContextDeleter {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using SslPtr = std::unique_ptr<SSL, SslDeleter>;

/// Waits for what OpenSSL asked for. False when the connection is over.
bool await_wanted(SSL* ssl, int result, const Deadline& deadline) {
  const int error = SSL_get_error(ssl, result);
  if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
    return false;
  }
  const short events = error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
  require(await_ready(SSL_get_fd(ssl), events, deadline),
          "nothing more came from the program on its TLS connection");
  return true;
}

/// Waits for the other side to close. Closing first, with something of it unread, would reset the
/// connection, and could take the alert along that says why the handshake failed.
void await_closed_by_peer(int socket, const Deadline& deadline) {
  ::shutdown(socket, SHUT_WR);
  std::array<char, 4096> unread{};
  while (await_ready(socket, POLLIN, deadline) &&
         ::recv(socket, unread.data(), unread.size(), MSG_DONTWAIT) > 0) {
  }
}

class TlsChannel : public Channel {
 public:
  TlsChannel(FileDescriptor socket, SslPtr ssl)
      : socket_(std::move(socket)), ssl_(std::move(ssl)) {}

  bool send(std::string_view bytes, const Deadline& deadline) override {
    while (!bytes.empty()) {
      ERR_clear_error();
      const int sent = SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
      if (sent > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      } else if (!await_wanted(ssl_.get(), sent, deadline)) {
        return false;
      }
    }
    return true;
  }

  bool receive(std::string& to, const Deadline& deadline) override {
    std::array<char, 16384> buffer{};
    for (;;) {
      ERR_clear_error();
      const int size = SSL_read(ssl_.get(), buffer.data(), static_cast<int>(buffer.size()));
      if (size > 0) {
        to.append(buffer.data(), static_cast<std::size_t>(size));
        return true;
      }
      if (!await_wanted(ssl_.get(), size, deadline)) {
        return false;
      }
    }
  }

  [[nodiscard]] int socket() const override { return socket_.number(); }
  void close() override {
    if (socket_.is_open()) {
      SSL_shutdown(ssl_.get());
      socket_.close();
    }
  }

 private:
  FileDescriptor socket_;
  SslPtr ssl_;
};

}  // namespace

struct TlsContext::Handle {
  std::unique_ptr<SSL_CTX, ContextDeleter> context;
};

TlsContext::TlsContext(const TlsSettings& settings)
    : handle_(std::make_unique<Handle>(
          Handle{std::unique_ptr<SSL_CTX, ContextDeleter>(SSL_CTX_new(TLS_server_method()))})) {
  SSL_CTX* context = handle_->context.get();
  require(SSL_CTX_use_certificate_chain_file(context, settings.certificate.c_str()) == 1 &&
              SSL_CTX_use_PrivateKey_file(context, settings.key.c_str(), SSL_FILETYPE_PEM) == 1,
          "cannot load the test's certificate " + settings.certificate.string());
  if (!settings.client_ca.empty()) {
    require(SSL_CTX_load_verify_locations(context, settings.client_ca.c_str(), nullptr) == 1,
            "cannot load the test's CA " + settings.client_ca.string());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  }
}

TlsContext::~TlsContext() = default;

std::unique_ptr<Channel> TlsContext::accept(FileDescriptor socket, const Deadline& deadline) {
  SslPtr ssl(SSL_new(handle_->context.get()));
  SSL_set_fd(ssl.get(), socket.number());
  for (;;) {
    // SSL_get_error also looks at what an earlier connection of this thread has left behind.
    ERR_clear_error();
    const int result = SSL_accept(ssl.get());
    if (result == 1) {
      return std::make_unique<TlsChannel>(std::move(socket), std::move(ssl));
    }
    if (!await_wanted(ssl.get(), result, deadline)) {
      await_closed_by_peer(socket.number(), deadline);
      return nullptr;
    }
  }
}

}  // namespace tidings::conformance

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/connection.h"
#include "conformance/harness/tls_channel.h"

namespace tidings::conformance {

/// A listening socket whose every answer is written by the case, step by step, in the case's
/// thread: `await_request`, then say on the connection what this server answers. Nothing is
/// answered by itself.
class ScriptedServer {
 public:
  /// Listens on a free port of `host` (`127.0.0.1` or `::1`).
  explicit ScriptedServer(std::string_view host = "127.0.0.1");
  struct UnixSocket {
    std::filesystem::path path;
  };
  explicit ScriptedServer(const UnixSocket& where);
  /// Speaks TLS on 127.0.0.1; `url` is then https.
  explicit ScriptedServer(const TlsSettings& tls);
  /// Has its port, but refuses connections until `listen`.
  struct Refusing {};
  explicit ScriptedServer(Refusing);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  /// `http://127.0.0.1:PORT`
  [[nodiscard]] const std::string& origin() const { return origin_; }
  [[nodiscard]] std::string url(std::string_view target = "/stream") const;
  [[nodiscard]] int port() const { return port_; }

  void listen();

  /// The next connection, before anything is read from it. With TLS, after the handshake.
  Connection& accept();
  /// The next connection as a bare socket; with TLS, before the handshake.
  FileDescriptor accept_socket();
  /// The next complete request, on a new or a kept-alive connection. A connection on which the
  /// program sends nothing and closes is passed over.
  Connection& await_request(const Deadline& deadline = Deadline());
  /// `await_request().open_stream(headers)`
  Connection& open_stream(std::string_view headers = {}, Framing framing = Framing::UntilClose);

  /// Fails if a connection waits that nobody accepted. Meaningful once the program has ended.
  void require_no_further_request();

 private:
  Connection* readable_connection(const Deadline& deadline);

  FileDescriptor listener_;
  std::string origin_;
  int port_ = 0;
  std::unique_ptr<TlsContext> tls_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace tidings::conformance

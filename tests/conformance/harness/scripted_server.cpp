#include "conformance/harness/scripted_server.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include "conformance/harness/failure.h"
#include "conformance/harness/listener.h"

namespace tidings::conformance {

namespace {

constexpr int waiting_connections = 64;
constexpr std::string_view loopback = "127.0.0.1";

std::string origin_of(std::string_view scheme, std::string_view host, int port) {
  const bool bracketed = host.find(':') != std::string_view::npos;
  const std::string name = bracketed ? "[" + std::string(host) + "]" : std::string(host);
  return std::string(scheme) + "://" + name + ":" + std::to_string(port);
}

}  // namespace

ScriptedServer::ScriptedServer(std::string_view host)
    : listener_(bound_socket(host)),
      origin_(origin_of("http", host, port_of(listener_))),
      port_(port_of(listener_)) {
  listen();
}

ScriptedServer::ScriptedServer(Refusing)
    : listener_(bound_socket(loopback)),
      origin_(origin_of("http", loopback, port_of(listener_))),
      port_(port_of(listener_)) {}

ScriptedServer::ScriptedServer(const UnixSocket& where)
    : listener_(bound_unix_socket(where.path)), origin_("http://localhost") {
  listen();
}

ScriptedServer::ScriptedServer(const TlsSettings& tls) : ScriptedServer(loopback) {
  tls_ = std::make_unique<TlsContext>(tls);
  origin_ = origin_of("https", loopback, port_);
}

ScriptedServer::~ScriptedServer() = default;

void ScriptedServer::listen() {
  ::listen(listener_.number(), waiting_connections);
}

std::string ScriptedServer::url(std::string_view target) const {
  return origin_ + std::string(target);
}

FileDescriptor ScriptedServer::accept_socket() {
  require(await_ready(listener_.number(), POLLIN, Deadline()), "the program does not connect");
  FileDescriptor socket(
      ::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  const int at_once = 1;
  ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  return socket;
}

Connection& ScriptedServer::accept() {
  FileDescriptor socket = accept_socket();
  std::unique_ptr<Channel> channel =
      tls_ ? tls_->accept(std::move(socket), Deadline()) : plain_channel(std::move(socket));
  require(channel != nullptr, "the program broke the TLS handshake off");
  connections_.push_back(std::make_unique<Connection>(std::move(channel)));
  return *connections_.back();
}

Connection* ScriptedServer::readable_connection(const Deadline& deadline) {
  std::vector<pollfd> entries{{listener_.number(), POLLIN, 0}};
  std::vector<Connection*> candidates{nullptr};
  for (const auto& connection : connections_) {
    if (connection->kept_alive() && connection->socket() >= 0) {
      entries.push_back({connection->socket(), POLLIN, 0});
      candidates.push_back(connection.get());
    }
  }
  require(::poll(entries.data(), entries.size(), deadline.poll_timeout()) > 0,
          "the program makes no further request");
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (entries[i].revents != 0) {
      return candidates[i];
    }
  }
  return &accept();
}

Connection& ScriptedServer::await_request(const Deadline& deadline) {
  for (;;) {
    Connection* connection = readable_connection(deadline);
    if (connection->read_request()) {
      return *connection;
    }
    connection->close();
  }
}

Connection& ScriptedServer::open_stream(std::string_view headers, Framing framing) {
  return await_request().open_stream(headers, framing);
}

void ScriptedServer::require_no_further_request() {
  pollfd entry{listener_.number(), POLLIN, 0};
  require(::poll(&entry, 1, 0) == 0, "the program connected once more than it should");
}

}  // namespace tidings::conformance

#include "http/http_server.h"

#include <algorithm>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/peer_time.h"

namespace tidings::server {
namespace {

/// Connections beyond the limit that are told so.
constexpr std::size_t kRefusals = 64;
constexpr std::chrono::seconds kRetryWhenFull{5};

void set_option(int fd, int level, int name, int value) {
  setsockopt(fd, level, name, &value, sizeof value);
}

}  // namespace

HttpServer::HttpServer(EventLoop& loop, RequestHandler& handler, HttpLimits limits,
                       ConnectionCensus census)
    : loop_(loop),
      handler_(handler),
      limits_(limits),
      census_(std::move(census)),
      timeout_timer_(loop, [this] { on_timeouts(); }),
      peer_timer_(loop, [this] { check_peers(); }) {}

HttpServer::~HttpServer() = default;

void HttpServer::set_certificate(TlsCertificate certificate) {
  certificate_ = std::move(certificate);
}

Result<ListenAddress> HttpServer::listen(const ListenAddress& address, bool share_port) {
  auto listener = Listener::open(loop_, address, share_port, [this](int fd) { accept(fd); });
  if (!listener)
    return listener.error();
  listener_ = std::move(listener).value();
  return listener_->address();
}

void HttpServer::accept(int fd) {
  const std::size_t too_many = connections_too_many();
  if (too_many > kRefusals) {
    ::close(fd);
    return;
  }
  set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  set_peer_time(fd, limits_.peer_time);
  TlsSession session = certificate_ ? certificate_->accept(fd) : nullptr;
  if (certificate_ && !session) {
    ::close(fd);
    return;
  }
  std::optional<Response> refusal;
  if (too_many > 0)
    refusal =
        come_back_later(503, "the server has as many connections as it takes", kRetryWhenFull);
  ConnectionHost& host = *this;
  auto connection =
      std::make_shared<Connection>(host, Socket(fd, std::move(session)), std::move(refusal));
  connection->index = connections_.size();
  connections_.push_back(connection);
  report_count();
  connection->start();
}

/// By how many the limits would be passed with one more.
std::size_t HttpServer::connections_too_many() const {
  const std::size_t here = connections_.size() + 1;
  const std::size_t all = here + (census_.elsewhere ? census_.elsewhere() : 0);
  const auto beyond = [](std::size_t count, std::size_t limit) {
    return count > limit ? count - limit : 0;
  };
  return std::max(beyond(here, limits_.max_connections_here), beyond(all, limits_.max_connections));
}

void HttpServer::drain() {
  draining_ = true;
  const auto all = connections_;
  for (const auto& connection : all) {
    if (connection->waiting())
      connection->close();
  }
}

bool HttpServer::quiet() const {
  for (const auto& connection : connections_) {
    if (!connection->idle())
      return false;
  }
  return true;
}

std::chrono::system_clock::time_point HttpServer::wall_clock() {
  return std::chrono::system_clock::now();
}

void HttpServer::restart_timeout(Connection& connection) {
  const SteadyTime due = loop_.now() + limits_.request_time;
  timeouts_.push(connection, due);
  if (!timeout_timer_.pending())
    timeout_timer_.set(limits_.request_time);
}

void HttpServer::on_timeouts() {
  const SteadyTime now = loop_.now();
  while (Connection* connection = timeouts_.pop_due(now))
    connection->on_timeout();
  if (!timeouts_.empty())
    timeout_timer_.set(timeouts_.next_due() - now);
}

void HttpServer::watch_peer(Connection& connection) {
  const auto time = limits_.peer_time / 2;
  peer_checks_.push(connection, loop_.now() + time);
  if (!peer_timer_.pending())
    peer_timer_.set(time);
}

void HttpServer::check_peers() {
  const SteadyTime now = loop_.now();
  while (Connection* connection = peer_checks_.pop_due(now))
    connection->check_peer();
  if (!peer_checks_.empty())
    peer_timer_.set(peer_checks_.next_due() - now);
}

void HttpServer::retire(Connection& connection) {
  if (retired_.empty())
    loop_.post([this] { destroy_retired(); });
  connections_.back()->index = connection.index;
  std::swap(connections_[connection.index], connections_.back());
  retired_.push_back(std::move(connections_.back()));
  connections_.pop_back();
  report_count();
}

void HttpServer::report_count() {
  if (census_.report)
    census_.report(connections_.size());
}

void HttpServer::destroy_retired() {
  const auto now = std::exchange(retired_, {});
}

}  // namespace tidings::server

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "tidings/result.h"

#include "http/connection.h"
#include "http/listener.h"
#include "http/tls.h"
#include "loop/event_loop.h"
#include "loop/timeout_list.h"

namespace tidings::server {

struct HttpLimits {
  /// Connections at once, those of all servers that share the limit, and those of this one. A few
  /// more are taken to be told 503; beyond those they are closed unread.
  std::size_t max_connections = 1000;
  std::size_t max_connections_here = std::numeric_limits<std::size_t>::max() / 2;
  /// A request's head, its body and the peer's taking of the answer each have this long.
  std::chrono::milliseconds request_time = std::chrono::seconds(30);
  /// A peer whose kernel acknowledges nothing of what was sent to it for this long is gone; that it
  /// has no room at the moment is an acknowledgement, too.
  std::chrono::milliseconds peer_time = std::chrono::seconds(30);
  /// What the kernel may hold unsent for one stream, in bytes.
  std::size_t stream_send_buffer = std::size_t{64} << 10;
};

/// How many connections there are, for those who look after several servers. May be empty.
struct ConnectionCensus {
  std::function<void(std::size_t here)> report;
  /// On other servers that share the limit.
  std::function<std::size_t()> elsewhere;
};

/// Accepts connections and keeps them. One event loop, one thread.
class HttpServer final : private ConnectionHost {
 public:
  /// `loop` and `handler` outlive this object.
  HttpServer(EventLoop& loop, RequestHandler& handler, HttpLimits limits,
             ConnectionCensus census = {});
  ~HttpServer();

  /// From now on connections speak TLS with this certificate.
  void set_certificate(TlsCertificate certificate);

  /// Begins to listen, and says where. The error names the address and the system's reason.
  Result<ListenAddress> listen(const ListenAddress& address, bool share_port);

  /// Takes no further requests but those under way and those of new connections, one each; closes
  /// idle connections. Goes on listening, so that `/readyz` can be asked.
  void drain();
  /// Nothing is under way: no request and no stream.
  [[nodiscard]] bool quiet() const;

 private:
  EventLoop& loop() override { return loop_; }
  RequestHandler& handler() override { return handler_; }
  std::chrono::system_clock::time_point wall_clock() override;
  void restart_timeout(Connection& connection) override;
  void watch_peer(Connection& connection) override;
  [[nodiscard]] std::chrono::milliseconds peer_time() const override { return limits_.peer_time; }
  void retire(Connection& connection) override;
  [[nodiscard]] bool draining() const override { return draining_; }
  [[nodiscard]] std::size_t stream_send_buffer() const override {
    return limits_.stream_send_buffer;
  }

  void accept(int fd);
  [[nodiscard]] std::size_t connections_too_many() const;
  void report_count();
  void on_timeouts();
  void check_peers();
  void destroy_retired();

  EventLoop& loop_;
  RequestHandler& handler_;
  HttpLimits limits_;
  ConnectionCensus census_;
  std::optional<TlsCertificate> certificate_;
  std::unique_ptr<Listener> listener_;
  std::vector<std::shared_ptr<Connection>> connections_;
  std::vector<std::shared_ptr<Connection>> retired_;
  TimeoutList<Connection> timeouts_;
  TimeoutList<Connection> peer_checks_;  // of streams
  Timer timeout_timer_;
  Timer peer_timer_;
  bool draining_ = false;
};

}  // namespace tidings::server

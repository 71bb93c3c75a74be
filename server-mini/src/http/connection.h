#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "http/body_reader.h"
#include "http/exchange.h"
#include "http/socket.h"
#include "loop/event_loop.h"
#include "loop/timeout_list.h"

namespace tidings::server {

/// What a connection needs of the server that accepted it.
class ConnectionHost {
 public:
  virtual EventLoop& loop() = 0;
  virtual RequestHandler& handler() = 0;
  virtual std::chrono::system_clock::time_point wall_clock() = 0;
  /// Starts (again) the time after which `Connection::on_timeout` is called.
  virtual void restart_timeout(Connection& connection) = 0;
  /// After half the time that a peer may acknowledge nothing `Connection::check_peer` is called,
  /// in place of `on_timeout`.
  virtual void watch_peer(Connection& connection) = 0;
  [[nodiscard]] virtual std::chrono::milliseconds peer_time() const = 0;
  /// The connection is closed: to be destroyed in the next turn of the loop.
  virtual void retire(Connection& connection) = 0;
  /// No further request is taken on any connection.
  [[nodiscard]] virtual bool draining() const = 0;
  /// What the kernel may hold unsent for one stream, in bytes.
  [[nodiscard]] virtual std::size_t stream_send_buffer() const = 0;

 protected:
  ~ConnectionHost() = default;
};

/// One HTTP connection: reads requests one after the other, writes their answers, or a stream. Not
/// more is held for an idle stream than this object. Writes go straight to the socket while it
/// takes them: a buffer exists only while it does not.
class Connection final : public std::enable_shared_from_this<Connection>,
                         public FdHandler,
                         public StreamOutput,
                         public TimeoutHook<Connection> {
 public:
  /// `refusal` answers the first request in place of the handler: the server is full.
  Connection(ConnectionHost& host, Socket socket, std::optional<Response> refusal);

  /// To be called once, when it is owned by a shared pointer.
  void start();

  // Answers to the request with this number.
  void respond(std::uint32_t exchange, const Response& response);
  void start_stream(std::uint32_t exchange, Fields fields, std::unique_ptr<StreamBody> body);
  [[nodiscard]] bool awaits(std::uint32_t exchange) const;

  /// Where it stands in the host's list.
  std::size_t index = 0;

  /// The time that the host keeps is up.
  void on_timeout();
  /// Of a stream: a peer that has no room at the moment gets as long as it needs.
  void check_peer();
  /// Waits for a request.
  [[nodiscard]] bool waiting() const { return phase_ == Phase::head && in_.empty(); }
  /// Nothing is under way, or only an answer's end left to be seen by the peer.
  [[nodiscard]] bool idle() const {
    return waiting() || phase_ == Phase::lingering || phase_ == Phase::closed;
  }
  /// A stream has the connection.
  [[nodiscard]] bool streaming() const { return stream_ != nullptr; }
  void close();

  // StreamOutput
  void write(std::span<const std::string_view> pieces) override;
  [[nodiscard]] std::size_t unsent() const override { return out_.size() - out_sent_; }
  void end() override;
  void abort() override { close(); }

  void on_ready(bool readable, bool writable) override;

 private:
  enum class Phase : std::uint8_t {
    head,        // reading a request's head, or waiting for one
    body,        // reading its body
    handling,    // the handler has it
    responding,  // its answer is being written
    streaming,   // the answer does not end
    ending,      // a stream's last bytes are being written
    lingering,   // everything is written; waiting for the peer to see it
    closed,
  };

  struct UnderWay {
    Request request;
    Fields common_fields;
    Admission admission;
    std::optional<BodyReader> body;
    int minor_version = 1;
    bool head_only = false;  // HEAD
  };

  // Coming in (connection.cpp)
  void read_some();
  void take_input(std::string_view bytes);
  void process();
  bool process_head();
  bool process_body();
  void admit();
  void refuse(const BadRequest& bad);

  // Going out (connection_output.cpp)
  void send_response(const Response& response, bool keep_alive);
  void send(std::span<const std::string_view> pieces);
  bool flush();  // whether everything has left
  void on_flushed();
  void after_response();
  void linger();
  [[nodiscard]] bool takes_input() const {
    return phase_ != Phase::handling && phase_ != Phase::responding;
  }
  void update_watch();

  ConnectionHost& host_;
  Socket socket_;
  FdWatch watch_;
  std::string in_;
  std::string out_;
  std::size_t out_sent_ = 0;
  std::unique_ptr<UnderWay> request_;
  std::unique_ptr<StreamBody> stream_;
  std::unique_ptr<Response> refusal_;
  std::uint32_t exchange_ = 0;
  std::uint32_t taken_ = 0;  // bytes of this head, since the body's time was last started, or since
                             // lingering began
  Phase phase_ = Phase::head;
  bool chunked_ = false;
  bool keep_alive_ = true;
  bool corked_ = false;
  bool processing_ = false;
  bool read_wants_write_ = false;  // TLS
  bool input_waits_ = false;       // bytes have come that nobody may read yet
  bool peer_full_ = false;
};

}  // namespace tidings::server

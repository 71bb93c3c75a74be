#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "conformance/harness/channel.h"
#include "conformance/harness/http_request.h"

namespace tidings::conformance {

/// How the body of a stream is delimited.
enum class Framing { UntilClose, Chunked };

/// One connection that the program made, as the server sees it. Every wait has a deadline and
/// throws Failure when it passes.
class Connection {
 public:
  explicit Connection(std::unique_ptr<Channel> channel);

  /// Reads the next request; false when the program closed without sending one.
  bool read_request();
  [[nodiscard]] const HttpRequest& request() const { return request_; }

  /// Sends a response head for an event stream and leaves the connection open. `headers` are whole
  /// lines, each with CRLF.
  Connection& open_stream(std::string_view headers = {}, Framing framing = Framing::UntilClose);
  /// Sends event stream text in the framing of `open_stream`.
  Connection& stream(std::string_view text);
  /// Ends the body as its framing demands, then closes.
  void end_stream();

  /// Sends a whole response with `Connection: close`, then closes.
  void respond(int status, std::string_view headers = {}, std::string_view body = {});
  /// The same, but the connection stays open for another request.
  void respond_keep_alive(int status, std::string_view headers = {}, std::string_view body = {});

  /// Sends bytes as they are. Throws Failure when the program has gone.
  Connection& send(std::string_view bytes);
  /// The same, but false when the program has gone.
  bool try_send(std::string_view bytes);
  /// Sends pieces of `size` bytes, each only when the program has read the one before.
  Connection& send_in_pieces(std::string_view bytes, std::size_t size);
  /// Waits until the program has read all that was sent (IPv4 only).
  void await_read();

  /// What was sent ends the answer, and the next request may come on this same connection.
  void await_reuse() { kept_alive_ = true; }
  /// Lets the connection be for this long; fails if the program closes it.
  Connection& hold(std::chrono::milliseconds time);

  /// Waits until the program closes its side, but no longer than this; true when it did.
  bool closes_within(std::chrono::milliseconds time);

  void close();  ///< in order: FIN
  void reset();  ///< RST, as a router or a crash does
  /// Waits until the program closes its side.
  void await_closed();
  [[nodiscard]] bool kept_alive() const { return kept_alive_; }
  [[nodiscard]] int socket() const { return channel_->socket(); }
  /// When the current request had arrived.
  [[nodiscard]] std::chrono::steady_clock::time_point requested_at() const { return requested_at_; }

 private:
  std::unique_ptr<Channel> channel_;
  std::string received_;
  HttpRequest request_;
  Framing framing_ = Framing::UntilClose;
  bool kept_alive_ = false;
  std::chrono::steady_clock::time_point requested_at_;
};

/// One HTTP chunk around the bytes.
std::string chunk(std::string_view bytes);

}  // namespace tidings::conformance

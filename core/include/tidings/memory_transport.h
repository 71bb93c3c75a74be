#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/export.h"
#include "tidings/http_transport.h"

namespace tidings {

/// A transport without a network, for tests of programs that use this library: every request is
/// handed to a script, which answers it piece by piece, now or later. One thread.
///
///     tidings::MemoryTransport transport([](tidings::MemoryTransport::Exchange& exchange) {
///       exchange.answer(200, {{"Content-Type", "text/event-stream"}});
///       exchange.send("data: hello\n\n");
///     });
class TIDINGS_API MemoryTransport final : public HttpTransport {
 public:
  /// The server's side of one request. Calls on an exchange that the client has ended do nothing.
  class TIDINGS_API Exchange {
   public:
    [[nodiscard]] const HttpRequest& request() const noexcept { return request_; }
    /// False once the client has ended the exchange, or `end` was called.
    [[nodiscard]] bool open() const noexcept { return receiver_ != nullptr; }
    [[nodiscard]] bool paused() const noexcept { return paused_; }

    /// How the server was reached; passed on when the request asked for it.
    void connect(const HttpConnectionFacts& facts);
    /// The head; a `Location` header is taken for absolute.
    void answer(int status, std::vector<HttpHeader> headers);
    void send(std::string_view bytes);
    void end(const HttpEnd& end = {});

   private:
    friend class MemoryTransport;
    Exchange(HttpRequest request, HttpReceiver& receiver);
    HttpRequest request_;
    HttpReceiver* receiver_;
    bool paused_ = false;
  };

  using Script = std::function<void(Exchange&)>;

  /// `script` runs from `deliver`, once for each request in its order.
  explicit MemoryTransport(Script script);

  std::unique_ptr<HttpExchange> start(HttpRequest request, HttpReceiver& receiver) override;

  /// Hands the requests started since the last call to the script; true when there were any. Call
  /// it from the loop, never from inside a callback.
  bool deliver();
  /// All requests so far, in order, ended ones included.
  [[nodiscard]] const std::vector<std::shared_ptr<Exchange>>& exchanges() const noexcept {
    return exchanges_;
  }

 private:
  Script script_;
  std::vector<std::shared_ptr<Exchange>> exchanges_;
  std::size_t delivered_ = 0;
};

}  // namespace tidings

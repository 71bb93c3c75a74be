#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>

#include "tidings/event_loop.h"
#include "tidings/http_transport.h"
#include "tidings/stream_client.h"
#include "tidings/token_source.h"

#include "session_driver.h"
#include "stream_session.h"

namespace tidings {

/// A session and what it asks for: the exchange, the token fetch and the timer under way.
/// Everything happens on the loop's thread; loop and transport outlive it.
class FollowedStream final : public SessionDriver, private HttpReceiver {
 public:
  FollowedStream(EventLoop& loop, HttpTransport& transport, StreamSettings settings,
                 StreamCallbacks callbacks, const std::function<double()>& random);

  void start();
  /// Nothing is called back any more, although a callback may be under way.
  void stop();
  void set_paused(bool paused);
  void reconnect_now(bool open_too);
  [[nodiscard]] StreamStatistics statistics() const { return session_.statistics(loop_.now()); }

 private:
  [[nodiscard]] Now now() const { return {loop_.now(), std::chrono::system_clock::now()}; }
  /// Bytes need no calendar; asking for it would cost more than the rest.
  [[nodiscard]] Now now_without_wall() const { return {loop_.now(), {}}; }
  void rearm();

  // SessionDriver
  void fetch_token() override;
  void start_request(HttpRequest request) override;
  void abandon() override;

  // HttpReceiver
  void on_head(const HttpResponseHead& head) override;
  void on_bytes(std::string_view bytes) override;
  void on_activity() override;
  void on_end(const HttpEnd& end) override;
  void on_trace(const HttpTrace& trace) override;

  EventLoop& loop_;
  HttpTransport& transport_;
  const StreamCallbacks callbacks_;
  TokenFetcher tokens_;
  StreamSession session_;
  std::unique_ptr<HttpExchange> exchange_;
  EventLoop::Handle timer_;
  BootTime armed_{};
  bool paused_ = false;
};

}  // namespace tidings

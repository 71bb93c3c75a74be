#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tidings/event_loop.h"
#include "tidings/http_transport.h"

namespace tidings::test {

/// The real transport on a thread of its own, so that a test scripts the server step by step on the
/// test's thread. Every wait ends the test with a `conformance::Failure` when it takes too long.
class TransportBench {
 public:
  TransportBench();
  ~TransportBench();
  TransportBench(const TransportBench&) = delete;
  TransportBench& operator=(const TransportBench&) = delete;

  class Exchange;
  /// What a receiver does in its callbacks, besides recording them. On the loop's thread.
  struct Reactions {
    std::function<void(Exchange&)> on_head;
    std::function<void(Exchange&)> on_bytes;
    std::function<void(Exchange&)> on_activity;
    std::function<void(Exchange&)> on_trace;
    std::function<void(Exchange&)> on_end;
  };

  /// From any thread. The bench must outlive the exchange.
  std::unique_ptr<Exchange> start(HttpRequest request, Reactions reactions = {});
  std::unique_ptr<Exchange> get(const std::string& url, HttpConnectionSettings connection = {});

  /// Runs `work` on the loop's thread and waits until it is done.
  void on_loop(const std::function<void()>& work);

 private:
  std::unique_ptr<EventLoop> loop_;
  std::unique_ptr<HttpTransport> transport_;
  std::thread thread_;
};

/// One request and a record of what came of it. Destroying it ends the request.
class TransportBench::Exchange final : private HttpReceiver {
 public:
  Exchange(TransportBench& bench, Reactions reactions);
  ~Exchange() override;
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // From the test's thread.
  HttpResponseHead await_head();
  /// The body so far, once it is at least so long.
  std::string await_bytes(std::size_t size);
  HttpEnd await_end();
  void await(const std::function<bool(const Exchange&)>& condition, const std::string& what);
  /// The names of the callbacks so far: `head`, `bytes`, `end`.
  [[nodiscard]] std::vector<std::string> calls() const;
  [[nodiscard]] std::string trace() const;
  /// What `on_connection` told.
  [[nodiscard]] HttpConnectionFacts connection() const;
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::size_t activities() const;

  // From either.
  void drop();
  void pause();
  void resume();

 private:
  friend class TransportBench;
  void on_head(const HttpResponseHead& head) override;
  void on_bytes(std::string_view bytes) override;
  void on_end(const HttpEnd& end) override;
  void on_activity() override;
  void on_trace(const HttpTrace& trace) override;
  void on_connection(const HttpConnectionFacts& facts) override;
  void note(const std::function<void()>& change);

  TransportBench& bench_;
  const Reactions reactions_;
  std::unique_ptr<HttpExchange> exchange_;  ///< the loop's thread only

  mutable std::recursive_mutex mutex_;  ///< a condition of `await` looks while it is held
  std::condition_variable_any changed_;
  std::vector<std::string> calls_;
  HttpResponseHead head_;
  std::string bytes_;
  HttpEnd end_;
  std::string trace_;
  HttpConnectionFacts connection_;
  std::size_t activities_ = 0;
};

}  // namespace tidings::test

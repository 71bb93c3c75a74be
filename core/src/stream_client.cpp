#include "tidings/stream_client.h"

#include <atomic>
#include <thread>
#include <unordered_map>
#include <utility>

#include "random_source.h"
#include "stream_session.h"

namespace tidings {
namespace {

/// One stream: its session, and the exchange, token fetch and timer that the session asked for.
class Stream final : public SessionDriver, private HttpReceiver {
 public:
  Stream(EventLoop& loop, HttpTransport& transport, StreamSettings settings,
         StreamCallbacks callbacks, const std::function<double()>& random)
      : loop_(loop),
        transport_(transport),
        callbacks_(std::move(callbacks)),
        tokens_(loop),
        session_(std::move(settings), callbacks_, *this, random) {}

  void start() {
    session_.start(now());
    rearm();
  }
  void stop() {
    session_.stop();
    timer_.reset();
  }
  void set_paused(bool paused) {
    paused_ = paused;
    session_.set_paused(paused, now());
    if (exchange_ && paused) {
      exchange_->pause();
    } else if (exchange_) {
      exchange_->resume();
    }
    rearm();
  }
  void reconnect_now(bool open_too) {
    session_.reconnect_now(open_too, now());
    rearm();
  }
  [[nodiscard]] const StreamStatistics& statistics() const { return session_.statistics(); }

 private:
  [[nodiscard]] Now now() const { return {loop_.now(), std::chrono::system_clock::now()}; }

  // SessionDriver
  void fetch_token() override {
    tokens_.fetch(session_.settings().token, [this](const Result<std::string>& token) {
      session_.on_token(token, now());
      rearm();
    });
  }
  void start_request(HttpRequest request) override {
    exchange_ = transport_.start(std::move(request), *this);
    if (paused_) {
      exchange_->pause();
    }
  }
  void abandon() override {
    exchange_.reset();
    tokens_.cancel();
  }

  // HttpReceiver
  void on_head(const HttpResponseHead& head) override {
    session_.on_head(head, now());
    rearm();
  }
  void on_bytes(std::string_view bytes) override { session_.on_bytes(bytes, now_without_wall()); }
  void on_activity() override { session_.on_activity(now_without_wall()); }
  void on_end(const HttpEnd& end) override {
    session_.on_end(end, now());
    rearm();
  }
  void on_trace(const HttpTrace& trace) override {
    if (!session_.finished() && callbacks_.on_trace) {
      callbacks_.on_trace(trace);
    }
  }

  /// Bytes need no calendar; asking for it would cost more than the rest.
  [[nodiscard]] Now now_without_wall() const { return {loop_.now(), {}}; }

  /// The timer may fire too early, since bytes only move the deadline away: then it is set anew. So
  /// a byte costs no timer operation.
  void rearm() {
    const std::optional<BootTime> due = session_.deadline();
    if (!due) {
      timer_.reset();
      return;
    }
    if (timer_ && armed_ <= *due) {
      return;
    }
    armed_ = *due;
    timer_ = loop_.call_at(*due, [this] {
      timer_.reset();
      session_.on_time(now());
      rearm();
    });
  }

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

}  // namespace

struct StreamClient::State {
  std::unique_ptr<EventLoop> own_loop;
  std::unique_ptr<HttpTransport> own_transport;
  EventLoop& loop;
  HttpTransport& transport;
  std::function<double()> random;
  std::unordered_map<StreamId, std::unique_ptr<Stream>> streams;
  std::atomic<StreamId> next_id{1};
  std::thread thread;
  std::atomic<std::thread::id> running_on{};
  /// Work posted to the loop holds this weakly: it outlives the client harmlessly.
  std::shared_ptr<State*> alive = std::make_shared<State*>(this);

  State(EventLoop& l, HttpTransport& t, std::function<double()> r)
      : loop(l), transport(t), random(std::move(r)) {}

  [[nodiscard]] bool on_client_thread() const {
    return running_on.load() == std::this_thread::get_id();
  }

  void post(std::function<void(State&)> work) {
    loop.post([weak = std::weak_ptr(alive), work = std::move(work)] {
      if (const auto state = weak.lock()) {
        work(**state);
      }
    });
  }

  /// With a stream that is still followed.
  void post_to(StreamId id, std::function<void(Stream&)> work) {
    post([id, work = std::move(work)](State& state) {
      if (const auto found = state.streams.find(id); found != state.streams.end()) {
        work(*found->second);
      }
    });
  }

  void erase(StreamId id) { streams.erase(id); }

  void run() {
    running_on.store(std::this_thread::get_id());
    loop.run();
    running_on.store(std::thread::id{});
  }
};

Result<std::unique_ptr<StreamClient>> StreamClient::create() {
  Result<std::unique_ptr<EventLoop>> loop = EventLoop::create();
  if (!loop) {
    return loop.error();
  }
  Result<std::unique_ptr<HttpTransport>> transport = make_curl_transport(**loop);
  if (!transport) {
    return transport.error();
  }
  auto client = std::make_unique<StreamClient>(**loop, **transport, make_random_source());
  client->state_->own_loop = std::move(*loop);
  client->state_->own_transport = std::move(*transport);
  return client;
}

StreamClient::StreamClient(EventLoop& loop, HttpTransport& transport,
                           std::function<double()> random)
    : state_(std::make_unique<State>(loop, transport, std::move(random))) {}

StreamClient::~StreamClient() {
  stop();
  // Exchanges go before their transport, that before its loop.
  state_->alive.reset();
  state_->streams.clear();
  state_->own_transport.reset();
}

StreamId StreamClient::add(StreamSettings settings, StreamCallbacks callbacks) {
  const StreamId id = state_->next_id.fetch_add(1);
  auto stream = std::make_shared<std::pair<StreamSettings, StreamCallbacks>>(std::move(settings),
                                                                             std::move(callbacks));
  state_->post([id, stream](State& state) {
    auto [entry, is_new] = state.streams.emplace(
        id, std::make_unique<Stream>(state.loop, state.transport, std::move(stream->first),
                                     std::move(stream->second), state.random));
    entry->second->start();
  });
  return id;
}

void StreamClient::remove(StreamId stream) {
  // The stream may be in the middle of one of its own callbacks: it falls silent now and goes
  // later.
  if (state_->on_client_thread()) {
    if (const auto found = state_->streams.find(stream); found != state_->streams.end()) {
      found->second->stop();
    }
  }
  state_->post([stream](State& state) { state.erase(stream); });
}

void StreamClient::pause(StreamId stream) {
  if (state_->on_client_thread()) {
    if (const auto found = state_->streams.find(stream); found != state_->streams.end()) {
      found->second->set_paused(true);
    }
    return;
  }
  state_->post_to(stream, [](Stream& followed) { followed.set_paused(true); });
}

void StreamClient::resume(StreamId stream) {
  state_->post_to(stream, [](Stream& followed) { followed.set_paused(false); });
}

void StreamClient::reconnect_now(bool open_too) {
  state_->post([open_too](State& state) {
    for (const auto& [id, stream] : state.streams) {
      stream->reconnect_now(open_too);
    }
  });
}

StreamStatistics StreamClient::statistics(StreamId stream) const {
  const auto found = state_->streams.find(stream);
  return found == state_->streams.end() ? StreamStatistics{} : found->second->statistics();
}

void StreamClient::run() {
  state_->run();
}

void StreamClient::start() {
  if (!state_->thread.joinable()) {
    state_->thread = std::thread([state = state_.get()] { state->run(); });
  }
}

void StreamClient::stop() {
  if (state_->on_client_thread()) {
    for (const auto& [id, stream] : state_->streams) {
      stream->stop();
    }
    state_->loop.stop();
    return;
  }
  if (state_->thread.joinable()) {
    state_->loop.stop();
    state_->thread.join();
  } else if (state_->running_on.load() != std::thread::id{}) {
    state_->loop.stop();
  }
}

EventLoop& StreamClient::loop() noexcept {
  return state_->loop;
}
HttpTransport& StreamClient::transport() noexcept {
  return state_->transport;
}

}  // namespace tidings

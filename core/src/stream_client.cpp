#include "tidings/stream_client.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <pthread.h>
#include <signal.h>

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
    if (paused_ == paused) {
      return;
    }
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
  [[nodiscard]] StreamStatistics statistics() const { return session_.statistics(loop_.now()); }

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
  void on_bytes(std::string_view bytes) override {
    session_.on_bytes(bytes, now_without_wall());
    if (session_.holds_room()) {
      rearm();
    }
  }
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
  /// Belongs to the loop's thread, and to whoever has seen under `mutex` that nothing runs.
  std::unordered_map<StreamId, std::unique_ptr<Stream>> streams;
  std::atomic<StreamId> next_id{1};
  /// Work posted to the loop holds this weakly: it outlives the client harmlessly.
  std::shared_ptr<State*> alive = std::make_shared<State*>(this);

  std::mutex mutex;
  std::condition_variable ended;
  bool running = false;  ///< by `run` or `start`
  bool stopped = false;
  std::thread thread;
  /// Streams whose removal is posted: what was posted before must not begin them any more.
  std::unordered_set<StreamId> leaving;

  State(EventLoop& l, HttpTransport& t, std::function<double()> r)
      : loop(l), transport(t), random(std::move(r)) {}

  void post(std::function<void(State&)> work) {
    loop.post([weak = std::weak_ptr(alive), work = std::move(work)] {
      if (const auto state = weak.lock()) {
        work(**state);
      }
    });
  }

  [[nodiscard]] Stream* find(StreamId id) const {
    const auto found = streams.find(id);
    return found == streams.end() ? nullptr : found->second.get();
  }

  /// From now on nothing is called; a stream may be in the middle of one of its own callbacks.
  void silence() {
    for (const auto& [id, stream] : streams) {
      stream->stop();
    }
  }

  // On the loop's thread.
  void begin(StreamId id, StreamSettings settings, StreamCallbacks callbacks) {
    {
      const std::lock_guard lock(mutex);
      if (stopped || leaving.contains(id)) {
        return;
      }
    }
    auto stream = std::make_unique<Stream>(loop, transport, std::move(settings),
                                           std::move(callbacks), random);
    Stream& begun = *stream;
    streams.emplace(id, std::move(stream));
    begun.start();
  }
  void erase(StreamId id) {
    {
      const std::lock_guard lock(mutex);
      leaving.erase(id);
    }
    streams.erase(id);
  }
  void stop_here() {
    silence();
    const std::lock_guard lock(mutex);
    stopped = true;
    if (running) {
      loop.stop();
    }
  }

  void stop_from_outside() {
    std::unique_lock lock(mutex);
    stopped = true;
    if (running) {
      loop.stop();
      ended.wait(lock, [this] { return !running; });
    }
    silence();
    std::thread over = std::move(thread);
    lock.unlock();
    if (over.joinable()) {
      over.join();
    }
  }

  void run() noexcept {
    {
      const std::lock_guard lock(mutex);
      if (stopped) {
        return;
      }
      running = true;
    }
    loop.run();
    const std::lock_guard lock(mutex);
    running = false;
    ended.notify_all();
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
    state.begin(id, std::move(stream->first), std::move(stream->second));
  });
  return id;
}

void StreamClient::remove(StreamId stream) {
  if (state_->loop.runs_here()) {
    // The stream may be in the middle of one of its own callbacks: it falls silent now and goes
    // later.
    if (Stream* const followed = state_->find(stream)) {
      followed->stop();
    }
  }
  {
    const std::lock_guard lock(state_->mutex);
    state_->leaving.insert(stream);
  }
  state_->post([stream](State& state) { state.erase(stream); });
}

/// At once where that is possible, and once more in its turn: a `resume` that is still queued must
/// not have the last word.
void StreamClient::pause(StreamId stream) {
  const auto pause = [stream](State& state) {
    if (Stream* const followed = state.find(stream)) {
      followed->set_paused(true);
    }
  };
  if (state_->loop.runs_here()) {
    pause(*state_);
  }
  state_->post(pause);
}

void StreamClient::resume(StreamId stream) {
  state_->post([stream](State& state) {
    if (Stream* const followed = state.find(stream)) {
      followed->set_paused(false);
    }
  });
}

void StreamClient::reconnect_now(bool open_too) {
  state_->post([open_too](State& state) {
    for (const auto& [id, stream] : state.streams) {
      stream->reconnect_now(open_too);
    }
  });
}

StreamStatistics StreamClient::statistics(StreamId stream) const {
  const Stream* const followed = state_->find(stream);
  return followed == nullptr ? StreamStatistics{} : followed->statistics();
}

void StreamClient::run() noexcept {
  state_->run();
}

Result<void> StreamClient::start() {
  const std::lock_guard lock(state_->mutex);
  if (state_->running || state_->stopped || state_->thread.joinable()) {
    return {};
  }
  // Signals are the program's own affair: its threads get them, not this one.
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  Result<void> started;
  try {
    state_->thread = std::thread([state = state_.get()] { state->run(); });
  } catch (const std::system_error& error) {
    started = Error{"no thread for the stream client: " + error.code().message(), true};
  }
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return started;
}

void StreamClient::stop() {
  if (state_->loop.runs_here()) {
    state_->stop_here();
  } else {
    state_->stop_from_outside();
  }
}

EventLoop& StreamClient::loop() noexcept {
  return state_->loop;
}
HttpTransport& StreamClient::transport() noexcept {
  return state_->transport;
}

}  // namespace tidings

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

#include "followed_stream.h"
#include "random_source.h"

namespace tidings {

struct StreamClient::State {
  std::unique_ptr<EventLoop> own_loop;
  std::unique_ptr<HttpTransport> own_transport;
  EventLoop& loop;
  HttpTransport& transport;
  std::function<double()> random;
  /// Belongs to the loop's thread, and to whoever has seen under `mutex` that nothing runs.
  std::unordered_map<StreamId, std::unique_ptr<FollowedStream>> streams;
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

  [[nodiscard]] FollowedStream* find(StreamId id) const {
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
    auto stream = std::make_unique<FollowedStream>(loop, transport, std::move(settings),
                                                   std::move(callbacks), random);
    FollowedStream& begun = *stream;
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
    if (FollowedStream* const followed = state_->find(stream)) {
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
    if (FollowedStream* const followed = state.find(stream)) {
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
    if (FollowedStream* const followed = state.find(stream)) {
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
  const FollowedStream* const followed = state_->find(stream);
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

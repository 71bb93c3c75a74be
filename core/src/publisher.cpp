#include "tidings/publisher.h"

#include <array>
#include <random>
#include <utility>

#include "publish_session.h"

namespace tidings {
namespace {

/// 128 random bits as hexadecimal digits: no two runs share a key.
std::string make_idempotency_key() {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::random_device random;
  std::string key;
  for (int word = 0; word < 4; ++word) {
    const std::uint32_t bits = random();
    for (unsigned shift = 0; shift < 32; shift += 4) {
      key += kHex[(bits >> shift) & 0xFU];
    }
  }
  return key;
}

PublishSettings with_key(PublishSettings settings) {
  if (settings.idempotency_key.empty()) {
    settings.idempotency_key = make_idempotency_key();
  }
  return settings;
}

}  // namespace

/// The session, and the exchange, token fetch and timer that it asked for.
class Publisher::State final : public SessionDriver, private HttpReceiver {
 public:
  State(EventLoop& loop, HttpTransport& transport, PublishSettings settings, PublishInput input,
        PublishCallbacks callbacks, std::function<double()> random)
      : loop_(loop),
        transport_(transport),
        callbacks_(std::move(callbacks)),
        tokens_(loop),
        session_(with_key(std::move(settings)), std::move(input), callbacks_, *this,
                 std::move(random)) {}

  void start() {
    session_.start(now());
    rearm();
  }
  void input_ready() {
    session_.on_input(now());
    rearm();
  }
  void stop() {
    session_.stop();
    timer_.reset();
  }

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
  }
  void abandon() override {
    exchange_.reset();
    tokens_.cancel();
  }

  // HttpReceiver
  void on_head(const HttpResponseHead& head) override { session_.on_head(head, now()); }
  void on_bytes(std::string_view bytes) override {
    session_.on_bytes(bytes, now());
    rearm();
  }
  void on_activity() override { session_.on_activity(now()); }
  void on_end(const HttpEnd& end) override {
    session_.on_end(end, now());
    rearm();
  }
  void on_trace(const HttpTrace& trace) override {
    if (!session_.finished() && callbacks_.on_trace) {
      callbacks_.on_trace(trace);
    }
  }

  void rearm() {
    const auto due = session_.deadline();
    if (!due) {
      timer_.reset();
      return;
    }
    timer_ = loop_.call_at(*due, [this] {
      session_.on_time(now());
      rearm();
    });
  }

  EventLoop& loop_;
  HttpTransport& transport_;
  const PublishCallbacks callbacks_;
  TokenFetcher tokens_;
  PublishSession session_;
  std::unique_ptr<HttpExchange> exchange_;
  EventLoop::Handle timer_;
};

Publisher::Publisher(EventLoop& loop, HttpTransport& transport, PublishSettings settings,
                     PublishInput input, PublishCallbacks callbacks, std::function<double()> random)
    : state_(std::make_unique<State>(loop, transport, std::move(settings), std::move(input),
                                     std::move(callbacks), std::move(random))) {}

Publisher::~Publisher() = default;

void Publisher::start() {
  state_->start();
}

void Publisher::input_ready() {
  state_->input_ready();
}

void Publisher::stop() {
  state_->stop();
}

}  // namespace tidings

#include "tidings/stream_observer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "tidings/url.h"

#include "ascii.h"
#include "header_masking.h"
#include "heartbeat_watch.h"
#include "observation/connection_recorder.h"
#include "observation/measures.h"
#include "observation/observation_request.h"
#include "observation/observation_steps.h"
#include "request_headers.h"
#include "response_verdict.h"
#include "stream_request.h"

namespace tidings {
namespace {

using Step = ObservationStep;
using std::chrono::milliseconds;

/// With what follows from the options.
StreamSettings completed(StreamSettings settings, const ObserverOptions& options) {
  if (!options.origin.empty()) {
    add_unless_named(settings.headers, "Origin", options.origin);
  }
  if (options.preset && !settings.expected_heartbeat_timeout) {
    settings.expected_heartbeat_timeout = expected_heartbeat_timeout(*options.preset);
  }
  if (options.preset && !settings.position_in_data) {
    settings.position_in_data = position_in_data(*options.preset);
  }
  return settings;
}

/// Goes through the steps, one request at a time.
class Observer final : public StreamObserver, private HttpReceiver {
 public:
  Observer(EventLoop& loop, HttpTransport& transport, StreamSettings settings,
           ObserverOptions options, std::function<void(const ObservedStream&)> done,
           std::function<void(const HttpTrace&)> on_trace)
      : loop_(loop),
        transport_(transport),
        settings_(completed(std::move(settings), options)),
        options_(std::move(options)),
        done_(std::move(done)),
        trace_(std::move(on_trace)),
        meaning_{options_.preset, options_.mapping, settings_.limits, settings_.position_in_data},
        heartbeat_(settings_.heartbeat_timeout, settings_.expected_heartbeat_timeout),
        request_(settings_),
        tokens_(loop) {
    describe_intent();
  }

  void start() {
    if (std::holds_alternative<std::monostate>(settings_.token)) {
      begin(Step::stream);
      return;
    }
    tokens_.fetch(settings_.token, [this](const Result<std::string>& token) { on_token(token); });
  }

  [[nodiscard]] ObservedStream so_far() const override {
    ObservedStream seen = seen_;
    if (recorder_) {
      keep(step_, recorder_->stopped(BootClock::now()), seen);
    }
    return seen;
  }

 private:
  void describe_intent() {
    seen_.url = settings_.url;
    seen_.over_unix_socket = !settings_.connection.unix_socket.empty();
    seen_.certificate_unchecked = settings_.connection.insecure;
    seen_.asked_for_compression =
        settings_.connection.compressed || has_header([](const HttpHeader& header) {
          return ascii::equal_ignoring_case(header.name, "Accept-Encoding");
        });
    seen_.origin = options_.origin;
    if (settings_.position_in_data) {
      seen_.position_parameter = settings_.position_in_data->query;
    }
    const std::string bare_url = split_user_info(settings_.url).url;
    seen_.secret_in_url = masked_url(bare_url) != bare_url;
    seen_.with_credentials =
        !std::holds_alternative<std::monostate>(settings_.token) ||
        !split_user_info(settings_.url).user_info.empty() ||
        has_header([](const HttpHeader& header) { return is_credential_header(header.name); });
    seen_.heartbeat_timeout = heartbeat_.timeout();
    seen_.heartbeat_timeout_given = settings_.heartbeat_timeout.has_value();
  }

  template <class Condition>
  [[nodiscard]] bool has_header(Condition condition) const {
    return std::any_of(settings_.headers.begin(), settings_.headers.end(), condition);
  }

  void on_token(const Result<std::string>& token) {
    if (!token) {
      seen_.token_failure = token.error().message;
      finish();
      return;
    }
    token_ = *token;
    seen_.jwt_times = jwt_times(token_);
    begin(Step::stream);
  }

  void begin(Step step) {
    step_ = step;
    recorder_.emplace(meaning_);
    request_.restart(position_asked_for(step, settings_, seen_));
    send();
    if (step == Step::stream) {
      began_ = BootClock::now();
      // A client waits no longer than that for an answer.
      const bool impatient = options_.may_end_early && seen_.heartbeat_timeout > milliseconds{0};
      stop_at(began_ + (impatient ? std::min(seen_.heartbeat_timeout, options_.duration)
                                  : options_.duration));
    } else {
      stop_at(BootClock::now() + kLongestWaitForAnswer);
    }
  }

  void send() {
    recorder_->start(request_.url(), {BootClock::now(), std::chrono::system_clock::now()});
    exchange_ =
        transport_.start(observation_request(step_, request_, settings_, token_, seen_), *this);
  }

  void stop_at(BootTime when) {
    timer_ = loop_.call_at(when, [this] { end_step(); });
  }

  // HttpReceiver
  void on_connection(const HttpConnectionFacts& facts) override { recorder_->on_connection(facts); }

  void on_head(const HttpResponseHead& head) override {
    if (step_ != Step::preflight && step_ != Step::small_request && redirect(head)) {
      return;
    }
    recorder_->on_head(head, BootClock::now());
    if (step_ == Step::stream) {
      heartbeat_.on_open(head);
      seen_.heartbeat_timeout = heartbeat_.timeout();
      seen_.announced_heartbeat = announced_heartbeat(head);
      stop_at(began_ + options_.duration);
    } else {
      stop_at(BootClock::now() + kLongestLookAtAnswer);
    }
    end_step_if_enough();
  }

  /// True when the request goes on elsewhere.
  bool redirect(const HttpResponseHead& head) {
    if (judge_response(head).kind != ResponseVerdict::Kind::redirect) {
      return false;
    }
    const std::string from = request_.url();
    if (!request_.follow_redirect(head)) {
      return false;
    }
    recorder_->redirect({head.status, from, request_.url()}, request_.is_within_origin());
    send();
    return true;
  }

  void on_bytes(std::string_view bytes) override {
    recorder_->on_bytes(bytes, BootClock::now());
    end_step_if_enough();
  }
  void on_end(const HttpEnd& end) override {
    recorder_->on_end(end, BootClock::now());
    end_step();
  }
  void on_trace(const HttpTrace& trace) override {
    if (trace_) {
      trace_(trace);
    }
  }

  void end_step_if_enough() {
    if (is_enough(step_, recorder_->so_far(), seen_, options_.may_end_early)) {
      end_step();
    }
  }

  void end_step() {
    exchange_.reset();
    timer_.reset();
    keep(step_, recorder_->stopped(BootClock::now()), seen_);
    recorder_.reset();
    if (const std::optional<Step> next = next_step(step_, seen_)) {
      begin(*next);
    } else {
      finish();
    }
  }

  /// `done` may destroy this object.
  void finish() {
    if (const auto done = std::exchange(done_, nullptr)) {
      done(seen_);
    }
  }

  EventLoop& loop_;
  HttpTransport& transport_;
  const StreamSettings settings_;
  const ObserverOptions options_;
  std::function<void(const ObservedStream&)> done_;
  const std::function<void(const HttpTrace&)> trace_;
  const ObservedMeaning meaning_;
  HeartbeatWatch heartbeat_;
  StreamRequest request_;
  TokenFetcher tokens_;
  std::string token_;
  ObservedStream seen_;
  Step step_ = Step::stream;
  BootTime began_{};
  std::optional<ConnectionRecorder> recorder_;  ///< while a step is under way
  std::unique_ptr<HttpExchange> exchange_;
  EventLoop::Handle timer_;
};

}  // namespace

std::unique_ptr<StreamObserver> observe_stream(EventLoop& loop, HttpTransport& transport,
                                               StreamSettings settings, ObserverOptions options,
                                               std::function<void(const ObservedStream&)> done,
                                               std::function<void(const HttpTrace&)> on_trace) {
  auto observer =
      std::make_unique<Observer>(loop, transport, std::move(settings), std::move(options),
                                 std::move(done), std::move(on_trace));
  observer->start();
  return observer;
}

}  // namespace tidings

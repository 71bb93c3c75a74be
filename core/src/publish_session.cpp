#include "publish_session.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "tidings/duration.h"
#include "tidings/reconnect_policy.h"
#include "tidings/url.h"

#include "request_headers.h"

namespace tidings {
namespace {

using std::chrono::milliseconds;

/// What an answer may grow to: results of a full batch are far below, and so is any sentence of
/// advice.
constexpr std::size_t kLargestResults = std::size_t{4} << 20;
constexpr std::size_t kLargestProblem = std::size_t{64} << 10;
constexpr int kMostRedirects = 10;
/// The try that begins in the last moment still gets the time for a round trip.
constexpr milliseconds kLeastForATry{1000};

bool is_success(const HttpResponseHead& head) {
  return head.status >= 200 && head.status < 300;
}

}  // namespace

PublishSession::PublishSession(PublishSettings settings, PublishInput input,
                               const PublishCallbacks& callbacks, SessionDriver& driver,
                               std::function<double()> random)
    : settings_(std::move(settings)),
      callbacks_(callbacks),
      driver_(driver),
      random_(std::move(random)),
      queue_(std::move(input), settings_.idempotency_key, settings_.number_keys),
      url_(split_user_info(settings_.url).url),
      token_(settings_.token) {}

void PublishSession::start(Now now) {
  if (const auto usable = check_http_url(settings_.url); !usable) {
    finish(PublishEnd::Kind::unusable, usable.error().message, 0);
    return;
  }
  next_round(now);
}

void PublishSession::on_input(Now now) {
  if (state_ == State::awaiting_input) {
    next_round(now);
  }
}

void PublishSession::next_round(Now now) {
  queue_.fill();
  report_results();
  if (finished()) {
    return;
  }
  if (queue_.batch().pending() > 0) {
    progress_at_.reset();
    begin_try(now);
  } else if (queue_.holds_back()) {
    state_ = State::breathing;
    retry_at_ = now.boot;
  } else if (queue_.exhausted()) {
    finish(PublishEnd::Kind::complete, {}, 0);
  } else {
    state_ = State::awaiting_input;
  }
}

void PublishSession::report_results() {
  while (const auto result = queue_.batch().take_result()) {
    switch (result->kind) {
      case PublishResult::Kind::accepted:
        ++totals_.accepted;
        totals_.last_accepted_line = result->line;
        break;
      case PublishResult::Kind::refused:
        ++totals_.refused;
        break;
      case PublishResult::Kind::failed:
        ++totals_.failed;
        break;
    }
    if (callbacks_.on_result) {
      callbacks_.on_result(*result);
    }
    if (finished()) {
      return;
    }
  }
}

void PublishSession::begin_try(Now now) {
  head_ = {};
  url_ = split_user_info(settings_.url).url;
  redirects_ = 0;
  if (token_.begin_try(now.wall)) {
    state_ = State::fetching_token;
    driver_.fetch_token();
    return;
  }
  request(now);
}

void PublishSession::on_token(const Result<std::string>& token, Now now) {
  if (state_ != State::fetching_token) {
    return;
  }
  if (token) {
    token_.fetched(*token);
    request(now);
  } else if (!token_.ever_fetched()) {
    give_up(PublishEnd::Kind::not_authorized, token.error().message);
  } else {
    token_.not_fetched();
    try_failed(token.error().message, now);
  }
}

void PublishSession::request(Now now) {
  state_ = State::requesting;
  if (!progress_at_) {
    progress_at_ = now.boot;
  }
  requested_at_ = now.boot;
  last_activity_ = now.boot;
  head_ = {};
  body_.clear();
  driver_.start_request(build_request());
}

HttpRequest PublishSession::build_request() {
  auto body = queue_.batch().compose(most_lines_);
  HttpRequest request;
  request.method = "POST";
  request.url = url_;
  request.headers = settings_.headers;
  request.connection = settings_.connection;
  request.trace = settings_.trace;
  request.fresh_connection = std::exchange(use_no_kept_connection_, false);
  add_credentials(request.headers, token_.value(), split_user_info(settings_.url).user_info);
  add_unless_named(request.headers, "Content-Type", std::move(body.content_type));
  add_unless_named(request.headers, "Accept", "application/json, application/x-ndjson");
  if (!body.idempotency_key.empty()) {
    add_unless_named(request.headers, "Idempotency-Key", std::move(body.idempotency_key));
  }
  add_user_agent(request.headers);
  request.body = std::move(body.text);
  return request;
}

void PublishSession::on_head(const HttpResponseHead& head, Now now) {
  if (state_ == State::requesting) {
    last_activity_ = now.boot;
    head_ = head;
  }
}

void PublishSession::on_bytes(std::string_view bytes, Now now) {
  if (state_ != State::requesting) {
    return;
  }
  last_activity_ = now.boot;
  if (body_.size() + bytes.size() <= (is_success(head_) ? kLargestResults : kLargestProblem)) {
    body_ += bytes;
    return;
  }
  driver_.abandon();
  if (is_success(head_)) {
    give_up(PublishEnd::Kind::unusable, "the answer is far longer than results can be",
            head_.status);
  } else {
    body_.clear();
    judge(now);
  }
}

void PublishSession::on_activity(Now now) {
  last_activity_ = now.boot;
}

void PublishSession::on_end(const HttpEnd& end, Now now) {
  if (state_ != State::requesting) {
    return;
  }
  driver_.abandon();
  if (end.kind == HttpEnd::Kind::unusable) {
    give_up(PublishEnd::Kind::unusable, end.reason);
  } else if (head_.status == 0 && end.stage == HttpEnd::Stage::exchange &&
             std::exchange(kept_connection_, false)) {
    // A server that closes what it has kept open long enough says nothing about the request.
    use_no_kept_connection_ = true;
    request(now);
  } else if (head_.status == 0) {
    try_failed(end.reason.empty() ? "the server sent no answer" : end.reason, now);
  } else if (end.kind == HttpEnd::Kind::interrupted && is_success(head_)) {
    try_failed(end.reason, now);
  } else {
    judge(now);
  }
}

void PublishSession::judge(Now now) {
  kept_connection_ = true;
  const auto verdict = judge_publish_answer(head_, body_);
  using Kind = PublishVerdict::Kind;
  switch (verdict.kind) {
    case Kind::results:
      take_results(now);
      return;
    case Kind::redirect:
      redirect(now);
      return;
    case Kind::unauthorized:
      refuse_token(verdict.reason);
      return;
    case Kind::forbidden:
      give_up(PublishEnd::Kind::not_authorized, verdict.reason, head_.status);
      return;
    case Kind::try_again:
      try_failed(verdict.reason, now);
      return;
    case Kind::too_large:
      send_fewer(verdict.reason, now);
      return;
    case Kind::refused:
      for (std::size_t i = 0; i < queue_.batch().sent(); ++i) {
        queue_.batch().settle(i, PublishResult::Kind::refused, verdict.reason);
      }
      settled_some(now);
      return;
    case Kind::unusable:
      give_up(PublishEnd::Kind::unusable, verdict.reason, head_.status);
      return;
  }
}

void PublishSession::take_results(Now now) {
  Result<std::vector<LineVerdict>> results = read_results(body_, queue_.batch().sent());
  if (!results) {
    give_up(PublishEnd::Kind::unusable, results.error().message, head_.status);
    return;
  }
  std::optional<std::string> undecided;
  bool some = false;
  for (std::size_t i = 0; i < results->size(); ++i) {
    auto& [kind, text] = (*results)[i];
    if (kind == LineVerdict::Kind::try_again) {
      undecided = undecided.value_or(text);
      continue;
    }
    some = true;
    queue_.batch().settle(i,
                          kind == LineVerdict::Kind::accepted ? PublishResult::Kind::accepted
                                                              : PublishResult::Kind::refused,
                          std::move(text));
  }
  if (!undecided && results->size() < queue_.batch().sent()) {
    undecided = "the server's answer was cut short";
  }
  if (!undecided) {
    settled_some(now);
    return;
  }
  if (some) {
    progress_at_ = now.boot;
    failed_tries_ = 0;
    report_results();
  }
  if (!finished()) {
    try_failed(*undecided, now);
  }
}

void PublishSession::settled_some(Now now) {
  progress_at_ = now.boot;
  failed_tries_ = 0;
  report_results();
  if (finished()) {
    return;
  }
  if (queue_.batch().pending() > 0) {
    begin_try(now);
  } else {
    next_round(now);
  }
}

void PublishSession::send_fewer(const std::string& reason, Now now) {
  if (queue_.batch().sent() == 1) {
    queue_.batch().settle(0, PublishResult::Kind::refused, reason);
    settled_some(now);
    return;
  }
  most_lines_ = queue_.batch().sent() / 2;
  begin_try(now);
}

void PublishSession::redirect(Now now) {
  const std::string answered = "the server answered " + std::to_string(head_.status);
  if (origin_of(head_.redirect_url) != origin_of(url_)) {
    give_up(PublishEnd::Kind::unusable,
            answered + " and points elsewhere: publish to " + masked_url(head_.redirect_url),
            head_.status);
  } else if (++redirects_ > kMostRedirects) {
    give_up(PublishEnd::Kind::unusable, "the server redirected more than 10 times in a row",
            head_.status);
  } else {
    url_ = split_user_info(head_.redirect_url).url;
    request(now);
  }
}

void PublishSession::refuse_token(const std::string& reason) {
  if (!token_.renew_after_refusal()) {
    give_up(PublishEnd::Kind::not_authorized, reason, head_.status);
    return;
  }
  state_ = State::fetching_token;
  driver_.fetch_token();
}

void PublishSession::try_failed(const std::string& reason, Now now) {
  ++failed_tries_;
  if (!progress_at_) {
    progress_at_ = now.boot;
  }
  const auto last = *progress_at_ + settings_.max_time;
  const auto asked = parse_retry_after(head_.header("Retry-After").value_or(""), now.wall);
  if (now.boot >= last) {
    give_up(PublishEnd::Kind::gave_up,
            settings_.max_time > milliseconds{0}
                ? reason + "; gave up after " + format_duration(settings_.max_time)
                : reason);
    return;
  }
  if (asked && now.boot + *asked > last) {
    give_up(PublishEnd::Kind::gave_up,
            reason + "; it asks to wait " + format_duration(*asked) + ", longer than allowed");
    return;
  }
  const ReconnectHints hints{settings_.retry_delay, settings_.longest_retry_delay, std::nullopt,
                             asked};
  const auto delay = jittered_reconnect_delay(hints, failed_tries_, random_());
  state_ = State::waiting;
  retry_at_ = std::min(now.boot + delay, last);
  if (callbacks_.on_retry) {
    callbacks_.on_retry(
        {std::chrono::duration_cast<milliseconds>(retry_at_ - now.boot), reason, failed_tries_});
  }
}

void PublishSession::give_up(PublishEnd::Kind kind, std::string reason, int status) {
  queue_.fail_all(reason);
  report_results();
  if (!finished()) {
    finish(kind, std::move(reason), status);
  }
}

void PublishSession::finish(PublishEnd::Kind kind, std::string reason, int status) {
  state_ = State::finished;
  totals_.kind = kind;
  totals_.reason = std::move(reason);
  totals_.status = status;
  if (callbacks_.on_end) {
    callbacks_.on_end(totals_);
  }
}

void PublishSession::on_time(Now now) {
  const auto due = deadline();
  if (!due || now.boot < *due) {
    return;
  }
  switch (state_) {
    case State::breathing:
      next_round(now);
      break;
    case State::waiting:
      begin_try(now);
      break;
    default:
      on_silence(now);
  }
}

void PublishSession::on_silence(Now now) {
  driver_.abandon();
  kept_connection_ = false;
  use_no_kept_connection_ = true;
  if (head_.status != 0 && !is_success(head_)) {
    judge(now);
    return;
  }
  const auto silence = std::chrono::duration_cast<milliseconds>(now.boot - last_activity_);
  try_failed("no answer for " + format_duration(silence), now);
}

std::optional<BootTime> PublishSession::deadline() const {
  switch (state_) {
    case State::breathing:
    case State::waiting:
      return retry_at_;
    case State::requesting:
      return last_moment();
    default:
      return std::nullopt;
  }
}

BootTime PublishSession::last_moment() const {
  const BootTime silent_until = last_activity_ + settings_.response_timeout;
  if (settings_.max_time == milliseconds{0}) {
    return silent_until;
  }
  const BootTime allowed =
      std::max<BootTime>(*progress_at_ + settings_.max_time, requested_at_ + kLeastForATry);
  return std::min(silent_until, allowed);
}

void PublishSession::stop() {
  if (!finished()) {
    state_ = State::finished;
    driver_.abandon();
  }
}

}  // namespace tidings

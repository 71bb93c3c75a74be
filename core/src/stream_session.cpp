#include "stream_session.h"

#include <algorithm>
#include <utility>

#include "tidings/duration.h"
#include "tidings/size.h"
#include "tidings/url.h"

#include "position_in_data.h"
#include "response_verdict.h"

namespace tidings {
namespace {

using std::chrono::milliseconds;

/// What a large event has needed goes back when nothing has come for a moment: a stream is idle for
/// most of its life, and there may be thousands.
constexpr std::size_t kMostIdleRoom = std::size_t{32} << 10;
constexpr std::size_t kRoomToKeep = std::size_t{4} << 10;  ///< of each of the parser's buffers
constexpr std::chrono::seconds kRoomIsKept{1};

milliseconds elapsed(BootTime from, BootTime to) {
  return std::chrono::duration_cast<milliseconds>(to - from);
}

}  // namespace

StreamSession::StreamSession(StreamSettings settings, const StreamCallbacks& callbacks,
                             SessionDriver& driver, std::function<double()> random)
    : settings_(std::move(settings)),
      callbacks_(callbacks),
      driver_(driver),
      random_(std::move(random)),
      request_(settings_),
      parser_(settings_.limits),
      heartbeat_(settings_.heartbeat_timeout, settings_.expected_heartbeat_timeout),
      token_(settings_.token) {
  if (settings_.position_in_data) {
    position_in_data_ = settings_.last_event_id;
  } else {
    parser_.set_last_event_id(settings_.last_event_id);
  }
}

void StreamSession::start(Now now) {
  if (const Result<void> usable = check_http_url(settings_.url); !usable) {
    finish(StreamEnd::Kind::unusable, usable.error().message);
    return;
  }
  begin_try(now);
}

void StreamSession::begin_try(Now now) {
  request_.restart(position());
  if (token_.begin_try(now.wall)) {
    state_ = State::fetching_token;
    driver_.fetch_token();
    return;
  }
  request(now);
}

void StreamSession::on_token(const Result<std::string>& token, Now now) {
  if (state_ != State::fetching_token) {
    return;
  }
  if (token) {
    token_.fetched(*token);
    request(now);
  } else if (!token_.ever_fetched()) {
    finish(StreamEnd::Kind::not_authorized, token.error().message);
  } else {
    token_.not_fetched();
    try_failed(token.error().message, now);
  }
}

void StreamSession::request(Now now) {
  state_ = State::requesting;
  last_activity_ = now.boot;
  byte_arrived_ = false;
  event_arrived_ = false;
  if (callbacks_.on_connecting) {
    callbacks_.on_connecting(request_.url());
    if (state_ != State::requesting) {
      return;
    }
  }
  HttpRequest request = request_.build(token_.value(), position());
  request.fresh_connection = fell_silent_;
  driver_.start_request(std::move(request));
}

void StreamSession::on_head(const HttpResponseHead& head, Now now) {
  if (state_ != State::requesting) {
    return;
  }
  last_activity_ = now.boot;
  const ResponseVerdict verdict = judge_response(head);
  using Kind = ResponseVerdict::Kind;
  if (verdict.kind == Kind::open) {
    open(head, now);
    return;
  }
  driver_.abandon();
  switch (verdict.kind) {
    case Kind::redirect:
      redirect(head, now);
      return;
    case Kind::no_content:
      finish(StreamEnd::Kind::complete, verdict.reason, head, request_.url());
      return;
    case Kind::unauthorized:
      refuse_token(head, verdict.reason);
      return;
    case Kind::forbidden:
      finish(StreamEnd::Kind::not_authorized, verdict.reason, head, request_.url());
      return;
    case Kind::try_again:
      try_failed(verdict.reason, now,
                 parse_retry_after(head.header("Retry-After").value_or(""), now.wall));
      return;
    case Kind::open:
    case Kind::unusable:
      finish(StreamEnd::Kind::unusable, verdict.reason, head, request_.url());
      return;
  }
}

void StreamSession::open(const HttpResponseHead& head, Now now) {
  state_ = State::open;
  opened_at_ = now.boot;
  fell_silent_ = false;
  ++statistics_.connections;
  parser_.reset();
  heartbeat_.on_open(head);
  if (callbacks_.on_open) {
    callbacks_.on_open({head, request_.url(), heartbeat_.timeout()});
  }
}

void StreamSession::redirect(const HttpResponseHead& head, Now now) {
  const Result<void> followed = request_.follow_redirect(head);
  if (!followed) {
    finish(StreamEnd::Kind::unusable, followed.error().message, head, head.redirect_url);
    return;
  }
  request(now);
}

void StreamSession::refuse_token(const HttpResponseHead& head, const std::string& reason) {
  if (!token_.renew_after_refusal()) {
    finish(StreamEnd::Kind::not_authorized, reason, head, request_.url());
    return;
  }
  request_.restart(position());
  state_ = State::fetching_token;
  driver_.fetch_token();
}

void StreamSession::on_bytes(std::string_view bytes, Now now) {
  if (state_ != State::open) {
    return;
  }
  note_bytes(now);
  statistics_.bytes += bytes.size();
  byte_arrived_ = byte_arrived_ || !bytes.empty();
  gave_room_back_ = false;
  parser_.feed(bytes, *this);
}

void StreamSession::on_activity(Now now) {
  if (state_ == State::open) {
    note_bytes(now);
  } else {
    last_activity_ = now.boot;
  }
}

void StreamSession::note_bytes(Now now) {
  statistics_.longest_silence =
      std::max(statistics_.longest_silence, elapsed(last_activity_, now.boot));
  last_activity_ = now.boot;
}

StreamStatistics StreamSession::statistics(BootTime now) const {
  StreamStatistics statistics = statistics_;
  if (state_ == State::open && !paused_) {
    statistics.longest_silence = std::max(statistics.longest_silence, elapsed(last_activity_, now));
  }
  return statistics;
}

void StreamSession::on_event(const Event& event) {
  if (state_ != State::open) {
    return;  // stopped by a callback in the middle of a piece
  }
  event_arrived_ = true;
  failed_tries_ = 0;
  if (settings_.position_in_data) {
    deliver(with_position_in_data(event));
  } else {
    deliver(event);
  }
}

/// The event with the id that stands in its data, if it is one that counts.
Event StreamSession::with_position_in_data(Event event) {
  if (auto position =
          position_named_by(event, *settings_.position_in_data, settings_.limits.id_size)) {
    position_in_data_ = std::move(*position);
    event.has_own_id = !position_in_data_.empty();
  }
  event.last_event_id = position_in_data_;
  return event;
}

void StreamSession::deliver(const Event& event) {
  if (settings_.drop_duplicates && event.has_own_id && !event.last_event_id.empty() &&
      duplicates_.is_duplicate(event.last_event_id)) {
    ++statistics_.dropped_events;
    return;
  }
  ++statistics_.events;
  if (callbacks_.on_event) {
    callbacks_.on_event(event);
  }
}

void StreamSession::on_last_event_id(std::string_view id) {
  if (state_ == State::open && callbacks_.on_last_event_id && !settings_.position_in_data) {
    callbacks_.on_last_event_id(id);
  }
}

void StreamSession::on_reconnection_time(milliseconds time) {
  server_reconnection_time_ = std::min(time, kLongestServerDelay);
}

void StreamSession::on_event_too_large(std::uint64_t size) {
  if (state_ != State::open) {
    return;
  }
  ++statistics_.skipped_events;
  warn("skipped an event of " + std::to_string(size) + " bytes (" + format_size(size) +
       "): larger than the limit of " + format_size(settings_.limits.event_size));
}

void StreamSession::on_id_too_large(std::uint64_t size) {
  warn("ignored an event id of " + std::to_string(size) + " bytes: longer than the limit of " +
       format_size(settings_.limits.id_size));
}

void StreamSession::warn(const std::string& message) const {
  if (state_ != State::finished && callbacks_.on_warning) {
    callbacks_.on_warning(message);
  }
}

void StreamSession::on_end(const HttpEnd& end, Now now) {
  if (state_ != State::requesting && state_ != State::open) {
    return;
  }
  if (state_ == State::open) {
    note_bytes(now);
  }
  if (end.kind == HttpEnd::Kind::unusable) {
    driver_.abandon();
    finish(StreamEnd::Kind::unusable, end.reason);
    return;
  }
  const bool was_open = state_ == State::open;
  driver_.abandon();
  if (!settings_.reconnect) {
    end_without_reconnect(
        was_open ? end
                 : HttpEnd{HttpEnd::Kind::interrupted,
                           end.reason.empty() ? "the server sent no answer" : end.reason});
    return;
  }
  if (!was_open) {
    try_failed(end.reason.empty() ? "the server sent no answer" : end.reason, now);
    return;
  }
  connection_ended(end.kind == HttpEnd::Kind::complete ? "the server ended the stream" : end.reason,
                   now);
}

void StreamSession::end_without_reconnect(const HttpEnd& end) {
  if (end.kind == HttpEnd::Kind::complete) {
    finish(StreamEnd::Kind::complete, "the server ended the stream");
  } else {
    finish(StreamEnd::Kind::unusable, end.reason);
  }
}

std::string_view StreamSession::position() const {
  return settings_.position_in_data ? position_in_data_ : parser_.last_event_id();
}

bool StreamSession::was_healthy(Now now) const {
  return event_arrived_ ||
         (byte_arrived_ && now.boot - opened_at_ >= reconnect_delay(hints(), failed_tries_));
}

void StreamSession::connection_ended(const std::string& reason, Now now) {
  if (!was_healthy(now)) {
    try_failed(reason, now);
    return;
  }
  failed_tries_ = 0;
  wait(reason, now, std::nullopt);
}

void StreamSession::try_failed(const std::string& reason, Now now,
                               std::optional<milliseconds> retry_after) {
  if (!settings_.reconnect) {
    finish(StreamEnd::Kind::unusable, reason);
    return;
  }
  ++failed_tries_;
  if (settings_.max_failed_tries && failed_tries_ >= *settings_.max_failed_tries) {
    finish(StreamEnd::Kind::retries_exhausted,
           reason + "; gave up after " + std::to_string(failed_tries_) +
               (failed_tries_ == 1 ? " failed try" : " failed tries in a row"));
    return;
  }
  wait(reason, now, retry_after);
}

void StreamSession::wait(const std::string& reason, Now now,
                         std::optional<milliseconds> retry_after) {
  ReconnectHints all = hints();
  all.retry_after = retry_after;
  const milliseconds delay = jittered_reconnect_delay(all, failed_tries_, random_());
  state_ = State::waiting;
  retry_at_ = now.boot + delay;
  if (callbacks_.on_reconnecting) {
    callbacks_.on_reconnecting({delay, reason, failed_tries_});
  }
}

ReconnectHints StreamSession::hints() const {
  return {settings_.reconnection_time, settings_.longest_reconnect_delay, server_reconnection_time_,
          std::nullopt};
}

void StreamSession::finish(StreamEnd::Kind kind, std::string reason) {
  finish({kind, std::move(reason), 0, {}, {}});
}

void StreamSession::finish(StreamEnd::Kind kind, std::string reason, const HttpResponseHead& head,
                           std::string url) {
  finish({kind, std::move(reason), head.status, std::move(url),
          std::string(head.header("Content-Type").value_or(""))});
}

void StreamSession::finish(const StreamEnd& end) {
  state_ = State::finished;
  if (callbacks_.on_end) {
    callbacks_.on_end(end);
  }
}

void StreamSession::on_time(Now now) {
  const std::optional<BootTime> due = deadline();
  if (!due || now.boot < *due) {
    return;
  }
  if (state_ == State::waiting) {
    begin_try(now);
    return;
  }
  if (holds_room() && now.boot >= last_activity_ + kRoomIsKept) {
    parser_.shrink(kRoomToKeep);
    gave_room_back_ = true;  // all that can go: the beginning of a large event stays
  }
  if (const auto silent = silence_due(); silent && now.boot >= *silent) {
    on_silence(now);
  }
}

void StreamSession::on_silence(Now now) {
  const milliseconds silence = heartbeat_.timeout();
  const bool was_open = state_ == State::open;
  note_bytes(now);
  fell_silent_ = true;
  driver_.abandon();
  const bool grew = heartbeat_.on_silence(was_open);
  if (grew && !warned_of_silence_) {
    warned_of_silence_ = true;
    warn("the stream is alive but sends nothing for longer than " + format_duration(silence) +
         ": waiting longer from now on; a heartbeat timeout of your own ends the guessing");
    if (state_ == State::finished) {
      return;
    }
  }
  const std::string reason = was_open ? "no data for " + format_duration(silence)
                                      : "no answer for " + format_duration(silence);
  if (!settings_.reconnect) {
    finish(StreamEnd::Kind::unusable, reason);
  } else if (was_open) {
    connection_ended(reason, now);
  } else {
    try_failed(reason, now);
  }
}

void StreamSession::set_paused(bool paused, Now now) {
  paused_ = paused;
  last_activity_ = now.boot;
}

void StreamSession::reconnect_now(bool open_too, Now now) {
  if (state_ == State::waiting) {
    begin_try(now);
  } else if (open_too && (state_ == State::open || state_ == State::requesting)) {
    driver_.abandon();
    begin_try(now);
  }
}

void StreamSession::stop() {
  if (state_ != State::finished) {
    state_ = State::finished;
    driver_.abandon();
  }
}

bool StreamSession::holds_room() const noexcept {
  return state_ == State::open && !gave_room_back_ && parser_.buffered_bytes() > kMostIdleRoom;
}

std::optional<BootTime> StreamSession::silence_due() const {
  const bool listening = state_ == State::requesting || state_ == State::open;
  if (listening && !paused_ && heartbeat_.timeout() > milliseconds{0}) {
    return last_activity_ + heartbeat_.timeout();
  }
  return std::nullopt;
}

std::optional<BootTime> StreamSession::deadline() const {
  if (state_ == State::waiting) {
    return retry_at_;
  }
  const std::optional<BootTime> silent = silence_due();
  if (!holds_room()) {
    return silent;
  }
  const BootTime idle = last_activity_ + kRoomIsKept;
  return silent ? std::min(*silent, idle) : idle;
}

}  // namespace tidings

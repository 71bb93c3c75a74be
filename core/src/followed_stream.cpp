#include "followed_stream.h"

#include <optional>
#include <utility>

namespace tidings {

FollowedStream::FollowedStream(EventLoop& loop, HttpTransport& transport, StreamSettings settings,
                               StreamCallbacks callbacks, const std::function<double()>& random)
    : loop_(loop),
      transport_(transport),
      callbacks_(std::move(callbacks)),
      tokens_(loop),
      session_(std::move(settings), callbacks_, *this, random) {}

void FollowedStream::start() {
  session_.start(now());
  rearm();
}

void FollowedStream::stop() {
  session_.stop();
  timer_.reset();
}

void FollowedStream::set_paused(bool paused) {
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

void FollowedStream::reconnect_now(bool open_too) {
  session_.reconnect_now(open_too, now());
  rearm();
}

void FollowedStream::fetch_token() {
  tokens_.fetch(session_.settings().token, [this](const Result<std::string>& token) {
    session_.on_token(token, now());
    rearm();
  });
}

void FollowedStream::start_request(HttpRequest request) {
  exchange_ = transport_.start(std::move(request), *this);
  if (paused_) {
    exchange_->pause();
  }
}

void FollowedStream::abandon() {
  exchange_.reset();
  tokens_.cancel();
}

void FollowedStream::on_head(const HttpResponseHead& head) {
  session_.on_head(head, now());
  rearm();
}

void FollowedStream::on_bytes(std::string_view bytes) {
  session_.on_bytes(bytes, now_without_wall());
  if (session_.holds_room()) {
    rearm();
  }
}

void FollowedStream::on_activity() {
  session_.on_activity(now_without_wall());
}

void FollowedStream::on_end(const HttpEnd& end) {
  session_.on_end(end, now());
  rearm();
}

void FollowedStream::on_trace(const HttpTrace& trace) {
  if (!session_.finished() && callbacks_.on_trace) {
    callbacks_.on_trace(trace);
  }
}

/// The timer may fire too early, since bytes only move the deadline away: then it is set anew. So a
/// byte costs no timer operation.
void FollowedStream::rearm() {
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

}  // namespace tidings

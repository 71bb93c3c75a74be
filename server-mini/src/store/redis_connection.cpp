#include "redis_connection.h"

#include <algorithm>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/dns.h>
#include <event2/event.h>
#include <sys/socket.h>

namespace tidings::server {
namespace {

/// What may wait to be taken by Redis; more means that it does not keep up.
constexpr std::size_t kMaxUnsent = std::size_t{64} << 20U;
constexpr std::size_t kMaxUnanswered = 200'000;

/// Exponential from `least` to `most`; the upper half of it is left to chance, so that servers
/// spread.
std::chrono::milliseconds back_off(int failures, std::chrono::milliseconds least,
                                   std::chrono::milliseconds most, std::uint64_t random) {
  const auto whole = std::min(most, least * (std::int64_t{1} << std::min(failures, 20)));
  const auto half = std::max<std::int64_t>(whole.count() / 2, 1);
  return std::chrono::milliseconds(half + static_cast<std::int64_t>(random % 1024) * half / 1024);
}

}  // namespace

void RedisConnection::Free::operator()(evdns_base* names) const {
  evdns_base_free(names, 0);
}
void RedisConnection::Free::operator()(bufferevent* socket) const {
  bufferevent_free(socket);
}
void RedisConnection::Free::operator()(event* event) const {
  event_free(event);
}

RedisConnection::RedisConnection(event_base* loop, RedisTarget target, RedisOptions options,
                                 RandomSource random, Events events)
    : loop_(loop),
      target_(std::move(target)),
      options_(std::move(options)),
      random_(std::move(random)),
      events_(std::move(events)),
      flush_event_(event_new(
          loop, -1, 0,
          [](evutil_socket_t, short, void* self) { static_cast<RedisConnection*>(self)->flush(); },
          this)),
      retry_timer_(loop, [this] { connect(); }),
      timeout_timer_(loop, [this] { on_timeout(); }) {}

RedisConnection::~RedisConnection() = default;

void RedisConnection::start() {
  retry_timer_.start(std::chrono::milliseconds(0));
}

void RedisConnection::on_bytes() {
  const auto link = link_;
  evbuffer* input = bufferevent_get_input(link->socket.get());
  while (const std::size_t size = evbuffer_get_contiguous_space(input)) {
    link->reader.feed(
        {reinterpret_cast<const char*>(evbuffer_pullup(input, static_cast<ev_ssize_t>(size))),
         size});
    evbuffer_drain(input, size);
  }
  while (link == link_) {  // an answer may end the connection
    auto reply = link->reader.next();
    if (!reply) {
      lose(failed(reply.error().message));
      return;
    }
    if (!reply->has_value()) {
      return;
    }
    answer(std::move(**reply));
  }
}

void RedisConnection::answer(RedisReply reply) {
  if (link_->unanswered.empty()) {
    if (state_ == State::ready) {
      events_.push(std::move(reply));
    } else {
      lose(failed("it speaks without being asked: " + reply.text));
    }
    return;
  }
  const Callback callback = std::move(link_->unanswered.front());
  link_->unanswered.pop_front();
  if (link_->unanswered.empty()) {
    timeout_timer_.stop();
  } else {
    timeout_timer_.start(options_.command_timeout);
  }
  callback(std::move(reply));
}

bool RedisConnection::send(std::span<const std::string_view> words, Callback callback) {
  if (link_->unanswered.size() >= kMaxUnanswered ||
      link_->outgoing.size() + evbuffer_get_length(bufferevent_get_output(link_->socket.get())) >
          kMaxUnsent) {
    return false;
  }
  write(words);
  if (link_->unanswered.empty()) {
    timeout_timer_.start(options_.command_timeout);
  }
  link_->unanswered.push_back(std::move(callback));
  return true;
}

void RedisConnection::send_unanswered(std::span<const std::string_view> words) {
  write(words);
}

void RedisConnection::write(std::span<const std::string_view> words) {
  if (link_->outgoing.empty()) {
    event_active(flush_event_.get(), 0, 0);
  }
  append_command(link_->outgoing, words);
}

/// At the end of the loop's turn, so that all its commands leave together; and straight to the
/// socket, since a bufferevent writes only when the loop has asked whether it may.
void RedisConnection::flush() {
  if (link_ == nullptr || link_->outgoing.empty()) {
    return;
  }
  bufferevent* socket = link_->socket.get();
  std::string_view rest = link_->outgoing;
  if (!target_.tls && evbuffer_get_length(bufferevent_get_output(socket)) == 0) {
    const ssize_t sent = ::send(bufferevent_getfd(socket), rest.data(), rest.size(), MSG_NOSIGNAL);
    rest.remove_prefix(sent > 0 ? static_cast<std::size_t>(sent) : 0);
  }
  if (!rest.empty()) {
    bufferevent_write(socket, rest.data(), rest.size());  // it also finds out what is wrong
  }
  link_->outgoing.clear();
}

void RedisConnection::on_timeout() {
  lose(failed(state_ == State::ready || state_ == State::greeting
                  ? "it is connected but does not answer"
                  : "no connection within the time-out"));
}

void RedisConnection::reconnect(const std::string& reason) {
  if (link_ != nullptr) {
    lose(failed(reason));
  } else {
    retry_timer_.start(std::chrono::milliseconds(0));
  }
}

void RedisConnection::lose(const std::string& reason) {
  const auto link = std::move(link_);
  link_ = nullptr;
  link->socket.reset();
  state_ = State::waiting;
  timeout_timer_.stop();
  retry_timer_.start(back_off(failures_++, options_.retry_min, options_.retry_max, random_()));
  events_.lost(reason);
  for (const auto& callback : link->unanswered) {
    callback(Error{reason, true});
  }
}

std::string RedisConnection::failed(const std::string& what) const {
  return "the store " + target_.shown + " is not available: " + what;
}

}  // namespace tidings::server

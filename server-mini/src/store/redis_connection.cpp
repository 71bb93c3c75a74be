#include "redis_connection.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/dns.h>
#include <event2/event.h>
#include <event2/util.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace tidings::server {
namespace {

/// What may wait to be taken by Redis; more means that it does not keep up.
constexpr std::size_t kMaxUnsent = std::size_t{64} << 20U;
constexpr std::size_t kMaxUnanswered = 200'000;

constexpr int kSocketOptions = BEV_OPT_CLOSE_ON_FREE | BEV_OPT_DEFER_CALLBACKS;

bool is_numeric(const std::string& host) {
  in6_addr address{};
  return evutil_inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         evutil_inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

std::string socket_error() {
  return evutil_socket_error_to_string(EVUTIL_SOCKET_ERROR());
}

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

void RedisConnection::connect() {
  link_ = std::make_shared<Link>();
  state_ = State::connecting;
  timeout_timer_.start(options_.connect_timeout);
  if (!target_.unix_path.empty()) {
    adopt(bufferevent_socket_new(loop_, -1, kSocketOptions));
    if (!connect_to_path(link_->socket.get())) {
      lose(failed("connect: " + socket_error()));
    }
    return;
  }
  const auto address = target_.address();
  if (address) {
    connect_to(*address);
  } else {
    lose(failed(address.error().message));
  }
}

/// Names are looked up without blocking the loop. libevent tries the first address only, so the
/// tries take turns between IPv4 and IPv6.
void RedisConnection::connect_to(const RedisAddress& address) {
  adopt(target_.tls ? target_.tls->new_socket(loop_, address.host, kSocketOptions)
                    : bufferevent_socket_new(loop_, -1, kSocketOptions));
  if (!link_->socket) {
    lose(failed("no socket can be made"));
    return;
  }
  const bool numeric = is_numeric(address.host);
  if (!numeric && !names_) {
    names_.reset(evdns_base_new(
        loop_, EVDNS_BASE_INITIALIZE_NAMESERVERS | EVDNS_BASE_DISABLE_WHEN_INACTIVE));
  }
  const int family = numeric ? AF_UNSPEC : try_ipv6_ ? AF_INET6 : AF_INET;
  try_ipv6_ = !try_ipv6_;
  if (bufferevent_socket_connect_hostname(link_->socket.get(), names_.get(), family,
                                          address.host.c_str(), address.port) != 0 &&
      link_ != nullptr) {
    lose(failed("connect: " + socket_error()));
  }
}

void RedisConnection::adopt(bufferevent* socket) {
  link_->socket.reset(socket);
  if (socket == nullptr) {
    return;
  }
  bufferevent_setcb(
      socket, [](bufferevent*, void* self) { static_cast<RedisConnection*>(self)->on_bytes(); },
      nullptr,
      [](bufferevent*, short what, void* self) {
        static_cast<RedisConnection*>(self)->on_event(what);
      },
      this);
  bufferevent_enable(socket, EV_READ | EV_WRITE);
}

bool RedisConnection::connect_to_path(bufferevent* socket) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (target_.unix_path.size() >= sizeof(address.sun_path)) {
    errno = ENAMETOOLONG;
    return false;
  }
  target_.unix_path.copy(static_cast<char*>(address.sun_path), sizeof(address.sun_path) - 1);
  // The socket interface takes every kind of address through the common head of them all.
  return bufferevent_socket_connect(socket, reinterpret_cast<sockaddr*>(&address),
                                    sizeof(address)) == 0;
}

void RedisConnection::on_event(short what) {
  if ((what & BEV_EVENT_CONNECTED) != 0) {
    on_connected();
    return;
  }
  const std::string system_error = socket_error();
  std::string reason = "it closed the connection";
  if ((what & BEV_EVENT_ERROR) != 0) {
    const int dns = bufferevent_socket_get_dns_error(link_->socket.get());
    const std::string tls = target_.tls ? tls_error(link_->socket.get()) : "";
    reason = dns != 0 ? evutil_gai_strerror(dns) : !tls.empty() ? tls : system_error;
  }
  lose(failed(reason));
}

void RedisConnection::on_connected() {
  if (target_.unix_path.empty()) {
    const int on = 1;
    const auto socket = bufferevent_getfd(link_->socket.get());
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
  }
  state_ = State::greeting;
  greet();
}

/// All in one piece; the first answer that fails ends the connection, the last makes it ready.
void RedisConnection::greet() {
  const auto fail_on_error = [this](const RedisReply& reply) {
    if (reply.is_error()) {
      lose(failed(reply.text));
    }
  };
  const std::string password = target_.password();
  if (!password.empty() && target_.user.empty()) {
    greet_with({"AUTH", password}, fail_on_error);
  } else if (!password.empty()) {
    greet_with({"AUTH", target_.user, password}, fail_on_error);
  }
  greet_with({"CLIENT", "SETNAME", target_.client_name}, [](const RedisReply&) {});
  if (target_.database != 0) {
    greet_with({"SELECT", std::to_string(target_.database)}, fail_on_error);
  }
  greet_with({"PING"}, fail_on_error);  // refused while Redis loads its data
  greet_with({"ROLE"}, [this](const RedisReply& role) { check_role(role); });
}

void RedisConnection::greet_with(std::initializer_list<std::string_view> words,
                                 std::function<void(const RedisReply&)> check) {
  write({words.begin(), words.size()});
  link_->unanswered.emplace_back([check = std::move(check)](const Result<RedisReply>& reply) {
    if (reply.ok()) {
      check(*reply);
    }
  });
}

/// A user whose rights don't include ROLE is not kept out: writing to a replica is refused later,
/// too.
void RedisConnection::check_role(const RedisReply& role) {
  if (role.kind == RedisReply::Kind::array && !role.elements.empty() &&
      role.elements.front().text != target_.role) {
    lose(failed("it is a " + role.elements.front().text + ", not a " + target_.role));
    return;
  }
  state_ = State::ready;
  failures_ = 0;
  events_.ready();
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

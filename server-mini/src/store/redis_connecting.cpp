// How a connection to Redis is made: the socket, what becomes of it, the greeting.
#include <cerrno>
#include <utility>

#include <event2/bufferevent.h>
#include <event2/dns.h>
#include <event2/event.h>
#include <event2/util.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "redis_connection.h"

namespace tidings::server {
namespace {

constexpr int kSocketOptions = BEV_OPT_CLOSE_ON_FREE | BEV_OPT_DEFER_CALLBACKS;

bool is_numeric(const std::string& host) {
  in6_addr address{};
  return evutil_inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         evutil_inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

std::string socket_error() {
  return evutil_socket_error_to_string(EVUTIL_SOCKET_ERROR());
}

}  // namespace

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

}  // namespace tidings::server

#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>

#include "open_store.h"
#include "redis_protocol.h"
#include "redis_target.h"
#include "store_timer.h"

struct bufferevent;
struct event;
struct evdns_base;

namespace tidings::server {

/// One connection to Redis on the loop, made anew for ever when it is lost (back-off with jitter).
/// Commands are pipelined and answered in order. When Redis says nothing for the command time-out
/// although it owes an answer, the connection counts as dead. All functions are called from the
/// loop.
class RedisConnection {
 public:
  struct Events {
    /// Connected, authenticated, the database selected and the peer a master: commands may be sent.
    std::function<void()> ready;
    /// The connection, or a try to make one, ended; the next try is on its way.
    std::function<void(const std::string& reason)> lost;
    /// An answer to no command: what is published to a subscriber.
    std::function<void(RedisReply reply)> push;
  };

  RedisConnection(event_base* loop, RedisTarget target, RedisOptions options, RandomSource random,
                  Events events);
  ~RedisConnection();
  RedisConnection(const RedisConnection&) = delete;
  RedisConnection& operator=(const RedisConnection&) = delete;

  /// Begins to connect.
  void start();
  [[nodiscard]] bool ready() const { return state_ == State::ready; }

  /// The error is that of the connection (the command may have been carried out all the same); what
  /// Redis refuses is a reply of kind error.
  using Callback = std::function<void(Result<RedisReply>)>;
  /// REQUIRES: ready(). False when too much is waiting for Redis already: then `callback` is not
  /// called.
  [[nodiscard]] bool send(std::span<const std::string_view> words, Callback callback);
  /// Of a subscriber: (un)subscribing, which is answered by pushes. REQUIRES: ready().
  void send_unanswered(std::span<const std::string_view> words);

  /// Gives the connection up, as if it had been lost for `reason`, and makes a new one; without a
  /// connection the next try is made at once.
  void reconnect(const std::string& reason);

 private:
  enum class State { waiting, connecting, greeting, ready };
  struct Free {
    void operator()(bufferevent* socket) const;
    void operator()(evdns_base* names) const;
    void operator()(event* event) const;
  };
  /// What belongs to one connection and ends with it.
  struct Link {
    std::unique_ptr<bufferevent, Free> socket;
    RedisReplyReader reader;
    std::deque<Callback> unanswered;
    std::string outgoing;  ///< commands of this turn of the loop
  };

  void connect();
  void connect_to(const RedisAddress& address);
  bool connect_to_path(bufferevent* socket);
  void adopt(bufferevent* socket);
  void on_connected();
  void greet();
  void greet_with(std::initializer_list<std::string_view> words,
                  std::function<void(const RedisReply&)> check);
  void check_role(const RedisReply& role);
  void on_bytes();
  void on_event(short what);
  void on_timeout();
  void answer(RedisReply reply);
  void write(std::span<const std::string_view> words);
  void flush();
  void lose(const std::string& reason);
  [[nodiscard]] std::string failed(const std::string& what) const;

  event_base* loop_;
  RedisTarget target_;
  RedisOptions options_;
  RandomSource random_;
  Events events_;
  State state_ = State::waiting;
  std::unique_ptr<evdns_base, Free> names_;  ///< outlives the sockets that wait for it
  std::shared_ptr<Link> link_;  ///< shared with the function that is just reading from it
  bool try_ipv6_ = false;       ///< each try is for one kind of address, in turns
  int failures_ = 0;
  std::unique_ptr<event, Free> flush_event_;
  StoreTimer retry_timer_;
  StoreTimer timeout_timer_;
};

}  // namespace tidings::server

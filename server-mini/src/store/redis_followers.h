#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "channel_message.h"
#include "followed_log.h"
#include "redis_logs.h"
#include "redis_subscriber.h"
#include "store.h"
#include "store_timer.h"

namespace tidings::server {

/// The logs that this server follows: subscribed with the first follower, unsubscribed some seconds
/// after the last. The broadcast log is followed from `start` on.
class RedisFollowers {
 public:
  struct Events {
    std::function<StoreListener*()> listener;
    /// The broadcast log may be followed now.
    std::function<void()> broadcasts_changed;
    /// Nothing was known of a log: the store may have been emptied.
    std::function<void()> fresh_log;
    /// A log could not be read; without it following is not exact.
    std::function<void(const std::string& reason)> failed;
  };

  RedisFollowers(event_base* loop, RedisLogs& logs, RedisSubscriber& subscriber,
                 DeferredCalls& later, std::chrono::milliseconds linger, Events events);

  void start();
  void follow(const SellerId& seller, Store::FollowCallback callback);
  void unfollow(const SellerId& seller);

  /// Whether the broadcast log is followed at this moment.
  [[nodiscard]] bool has_broadcasts() const;
  /// Up to where broadcasts were given; nothing before the store was available for the first time.
  [[nodiscard]] std::optional<Position> broadcast_position() const;
  /// Refreshes what Redis remembers of the followed logs.
  void touch_all();

  void on_commands_usable();
  void on_commands_lost(const std::string& reason);
  void on_subscriber_lost(const std::string& reason);
  void on_confirmed(const std::string& channel);
  void on_message(const std::string& channel, std::string_view payload, std::string_view epoch);
  /// Takes effect with the next `on_commands_usable`.
  void on_new_epoch();

 private:
  struct Topic {
    LogName name;
    FollowedLog log = {};
    bool subscribed = false;
    int followers = 0;
    std::vector<Store::FollowCallback> waiting = {};
    std::unique_ptr<StoreTimer> linger = {};
  };

  void forget(const std::string& channel);
  void confirm(Topic& topic);
  void carry_out(Topic& topic, FollowedLog::Step step);
  void open(const Topic& topic);
  void read(const Topic& topic);
  void refuse(Topic& topic, const std::string& reason);
  void answer_waiting(Topic& topic);
  void fail_waiting(const std::string& reason);
  void answer_later(const std::string& channel, Store::FollowCallback callback);
  [[nodiscard]] Topic* find(const std::string& channel, std::uint64_t round);

  event_base* loop_;
  RedisLogs& logs_;
  RedisSubscriber& subscriber_;
  DeferredCalls& later_;
  std::chrono::milliseconds linger_;
  Events events_;
  std::unordered_map<std::string, Topic> followed_;  ///< by channel
};

}  // namespace tidings::server

#pragma once

#include <functional>
#include <string>
#include <unordered_map>

#include "redis_connection.h"

namespace tidings::server {

/// The connection that channels are subscribed on. What is wanted is subscribed again after each
/// loss.
class RedisSubscriber {
 public:
  struct Events {
    std::function<void()> ready;
    std::function<void(const std::string& reason)> lost;
    /// From now on nothing that is published on the channel is missed, until `lost` or
    /// `unsubscribe`. Comes again after each loss.
    std::function<void(const std::string& channel)> confirmed;
    std::function<void(const std::string& channel, std::string payload)> message;
    /// Redis refuses to subscribe (rights): nothing will come.
    std::function<void(const std::string& reason)> refused;
  };

  RedisSubscriber(event_base* loop, RedisTarget target, RedisOptions options, RandomSource random,
                  Events events);

  void start() { connection_.start(); }
  [[nodiscard]] bool ready() const { return connection_.ready(); }
  void subscribe(const std::string& channel);
  void unsubscribe(const std::string& channel);
  void reconnect(const std::string& reason) { connection_.reconnect(reason); }

 private:
  struct Channel {
    bool wanted = true;
    /// Confirmations of SUBSCRIBE that are still to come: only the latest one counts, or an
    /// UNSUBSCRIBE between two of them would make a hole.
    int unconfirmed = 0;
    int unended = 0;  ///< the same for UNSUBSCRIBE
  };

  void subscribe_all();
  void on_push(RedisReply push);
  void on_subscribed(const std::string& name);
  void on_unsubscribed(const std::string& name);

  Events events_;
  std::unordered_map<std::string, Channel> channels_;
  RedisConnection connection_;
};

}  // namespace tidings::server

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "redis_connection.h"
#include "store_timer.h"

namespace tidings::server {

/// Asks the Sentinels, one after the other until one answers, which Redis is the master; again and
/// again, since a message about a change could be missed.
class RedisSentinels {
 public:
  /// `changed`: they name another master than before.
  RedisSentinels(event_base* loop, const RedisUrl& url, std::shared_ptr<const RedisTls> tls,
                 const RedisOptions& options, RandomSource random, std::function<void()> changed);

  void start() { connection_.start(); }
  /// The master, or why none is known.
  [[nodiscard]] Result<RedisAddress> master() const;

 private:
  Result<RedisAddress> next_sentinel();
  void ask();
  void on_answer(const RedisReply& answer);

  std::vector<RedisAddress> sentinels_;
  std::size_t next_ = 0;
  std::string master_name_;
  std::chrono::milliseconds interval_;
  std::function<void()> changed_;
  std::optional<RedisAddress> master_;
  std::string trouble_ = "no Sentinel has answered yet";
  RedisConnection connection_;
  StoreTimer ask_timer_;
};

}  // namespace tidings::server

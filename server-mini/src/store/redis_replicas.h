#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "redis_calls.h"
#include "redis_connection.h"
#include "script_runner.h"

namespace tidings::server {

/// Writes that count only when enough replicas have them (`--store-replicas`). They have a
/// connection of their own, since WAIT holds up what is queued behind it. What is written in one
/// round of the loop waits together.
class RedisReplicas {
 public:
  /// `changed`: it became usable (no reason) or ceased to be.
  RedisReplicas(event_base* loop, RedisTarget target, RedisOptions options,
                const StoreOptions& store, DeferredCalls& later,
                std::function<void(const std::string& reason)> changed);

  void start() { connection_.start(); }
  void reconnect(const std::string& reason) { connection_.reconnect(reason); }
  /// Scripts are run under this epoch as soon as the connection stands.
  void set_epoch(const std::string& epoch);

  [[nodiscard]] RedisCalls& calls() { return calls_; }
  [[nodiscard]] bool usable() const { return calls_.usable(); }

  /// Calls back when all that was run before has reached the replicas, or with the reason why that
  /// isn't known.
  using Callback = std::function<void(Result<void>)>;
  void confirm(Callback callback);

 private:
  void on_ready();
  void wait_for_replicas();
  [[nodiscard]] Result<void> judge(const Result<RedisReply>& reply) const;

  std::size_t replicas_;
  std::chrono::milliseconds patience_;
  DeferredCalls& later_;
  std::function<void(const std::string& reason)> changed_;
  std::string epoch_;
  bool loaded_ = false;
  std::vector<Callback> unconfirmed_;
  RedisConnection connection_;
  ScriptRunner scripts_;
  RedisCalls calls_;
};

}  // namespace tidings::server

#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "deferred_calls.h"
#include "script_runner.h"
#include "store.h"

namespace tidings::server {

/// Scripts and commands as the parts of the Redis store send them: refused at once while the store
/// is not usable, and what Redis refuses becomes an error.
class RedisCalls {
 public:
  RedisCalls(RedisConnection& connection, ScriptRunner& scripts, DeferredCalls& later,
             const StoreOptions& options)
      : connection_(connection), scripts_(scripts), later_(later), options_(options) {}
  RedisCalls(const RedisCalls&) = delete;
  RedisCalls& operator=(const RedisCalls&) = delete;

  /// The scripts are loaded and the store's epoch is known; from here on calls are carried out.
  void set_usable(std::string epoch);
  void set_unusable(std::string reason);
  [[nodiscard]] bool usable() const { return usable_; }
  [[nodiscard]] const std::string& epoch() const { return epoch_; }

  /// The reply is never of kind error. The callback comes later, from the loop.
  using Callback = std::function<void(Result<RedisReply>)>;
  void run(Script script, std::vector<std::string> words, Callback callback);
  void send(std::span<const std::string_view> words, Callback callback);

  /// Arguments that many scripts take: the moment, the history age and how long a log's bounds are
  /// remembered.
  [[nodiscard]] std::string now() const;
  [[nodiscard]] std::string age() const;
  [[nodiscard]] std::string life() const;
  [[nodiscard]] const StoreOptions& options() const { return options_; }

 private:
  Callback checked(Callback callback);
  void refuse(Callback callback, std::string reason);
  Error refusal(const RedisReply& reply);

  RedisConnection& connection_;
  ScriptRunner& scripts_;
  DeferredCalls& later_;
  const StoreOptions& options_;
  bool usable_ = false;
  std::string epoch_;
  std::string reason_ = "the store is not connected yet";
};

}  // namespace tidings::server

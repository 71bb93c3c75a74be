#pragma once

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "redis_connection.h"
#include "redis_scripts.h"

namespace tidings::server {

/// Runs scripts by their hash. When Redis has forgotten them (SCRIPT FLUSH) they are loaded again,
/// and what it refused meanwhile is sent again in its order.
class ScriptRunner {
 public:
  explicit ScriptRunner(RedisConnection& connection) : connection_(connection) {}
  ScriptRunner(const ScriptRunner&) = delete;
  ScriptRunner& operator=(const ScriptRunner&) = delete;

  /// Hands the scripts over: on a new connection, before anything runs. `refused` is called when
  /// Redis won't have them. REQUIRES: the connection is ready.
  void load(const std::function<void(const std::string& reason)>& refused);

  /// `words`: the number of keys, the keys and the arguments, as in EVALSHA. False when too much is
  /// waiting for Redis already: then `callback` is not called. REQUIRES: the connection is ready.
  using Callback = RedisConnection::Callback;
  [[nodiscard]] bool run(Script script, std::vector<std::string> words, Callback callback);

  /// The connection is gone: what waits to be sent again fails for `reason`.
  void on_lost(const std::string& reason);

 private:
  struct Call {
    Script script;
    std::vector<std::string> words;
    Callback callback;
  };
  bool send(std::shared_ptr<Call> call);
  void on_reply(std::shared_ptr<Call> call, Result<RedisReply> reply);
  void send_again();

  RedisConnection& connection_;
  std::array<std::string, kScripts.size()> hashes_;
  std::size_t running_ = 0;
  bool forgotten_ = false;
  std::deque<std::shared_ptr<Call>> refused_;  ///< in the order of the calls
};

}  // namespace tidings::server

#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "tidings/result.h"

#include "store.h"

struct event_base;

namespace tidings::server {

struct RedisPasswords {
  std::string redis;     ///< wins over the one in the URL; empty: that one
  std::string sentinel;  ///< of the Sentinels themselves
};

/// What only a store in Redis needs.
struct RedisOptions {
  /// Asked before each connection, so that passwords can be changed while the server runs; may be
  /// empty.
  std::function<RedisPasswords()> passwords;
  std::string password;  ///< when `passwords` is empty: the same as its `redis`
  std::string ca_file;   ///< `rediss`: PEM certificates to trust; empty means the system's
  std::string server_name = "tidings-server";  ///< what `CLIENT LIST` shows
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(3);
  /// How long a command may take. Then the connection counts as dead and is made anew.
  std::chrono::milliseconds command_timeout = std::chrono::seconds(3);
  std::chrono::milliseconds retry_min =
      std::chrono::milliseconds(50);                              ///< back-off: the first wait
  std::chrono::milliseconds retry_max = std::chrono::seconds(2);  ///< and the longest
  /// How often a message is sent round through publish and subscribe, the epoch looked at, and the
  /// Sentinels asked for the master.
  std::chrono::milliseconds probe_interval = std::chrono::seconds(2);
  /// An append is acknowledged only when so many replicas have it within `replica_wait`; otherwise
  /// it ends with an error (it may have been stored all the same).
  std::size_t replicas = 0;
  std::chrono::milliseconds replica_wait = std::chrono::seconds(1);  ///< at least 1 ms
};

/// Makes the store that `--store` names: `memory` or a URL of Redis (see `parse_redis_url`). A
/// store in Redis begins to connect when the loop runs, and goes on trying for ever; the listener
/// hears of it. The error names the URL, without a password, and the accepted forms. `loop`
/// outlives the store.
Result<std::unique_ptr<Store>> open_store(event_base* loop, const std::string& location,
                                          StoreOptions options, RedisOptions redis = {});

/// Whether the location holds a password, which others can read in the process list.
bool has_password(const std::string& location);

}  // namespace tidings::server

#pragma once

#include <memory>
#include <string>

#include "tidings/result.h"

#include "store.h"

struct event_base;

namespace tidings::server {

/// What only a store in Redis needs.
struct RedisOptions {
  std::string password;  ///< from a file or the environment; wins over the one in the URL
  std::string server_name = "tidings-server";  ///< what `CLIENT LIST` shows
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(3);
  /// How long a command may take. Then the connection counts as dead and is made anew.
  std::chrono::milliseconds command_timeout = std::chrono::seconds(3);
  std::chrono::milliseconds retry_min =
      std::chrono::milliseconds(50);                              ///< back-off: the first wait
  std::chrono::milliseconds retry_max = std::chrono::seconds(2);  ///< and the longest
  /// How often a message is sent round through publish and subscribe, and the epoch looked at.
  std::chrono::milliseconds probe_interval = std::chrono::seconds(2);
};

/// Makes the store that `--store` names: `memory`, `redis://[user:pass@]host:port/db` or
/// `redis+unix:///path`. A store in Redis begins to connect when the loop runs, and goes on trying
/// for ever; the listener hears of it. The error names the URL, without a password, and the
/// accepted forms. `loop` outlives the store.
Result<std::unique_ptr<Store>> open_store(event_base* loop, const std::string& location,
                                          StoreOptions options, RedisOptions redis = {});

/// Whether the location holds a password, which others can read in the process list.
bool has_password(const std::string& location);

}  // namespace tidings::server

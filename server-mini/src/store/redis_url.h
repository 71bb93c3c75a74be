#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/result.h"

namespace tidings::server {

struct RedisAddress {
  std::string host;  ///< a name or a numeric address, IPv6 without brackets
  std::uint16_t port = 0;

  friend bool operator==(const RedisAddress&, const RedisAddress&) = default;
};

/// What a `--store` URL of Redis says. One of `unix_path` and `addresses`.
struct RedisUrl {
  bool tls = false;                     ///< `rediss`
  std::string unix_path;                ///< `redis+unix`
  std::vector<RedisAddress> addresses;  ///< one, or the Sentinels
  std::string master_name;              ///< of `redis+sentinel`; empty otherwise
  std::string user;
  std::string password;
  int database = 0;

  /// For people: the URL without a password.
  [[nodiscard]] std::string shown() const;
};

/// Reads `redis://[user:pass@]host[:port][/db]`, `rediss://…`,
/// `redis+sentinel://[user:pass@]h1:p1,h2:p2/master-name[/db]` and
/// `redis+unix://[user:pass@]/path[?db=N]`. User and password are percent-decoded; the ports'
/// defaults are 6379 and 26379. The error says what is wrong and never holds a password.
Result<RedisUrl> parse_redis_url(std::string_view text);

}  // namespace tidings::server

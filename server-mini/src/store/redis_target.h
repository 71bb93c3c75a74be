#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tidings/result.h"

#include "redis_tls.h"
#include "redis_url.h"

namespace tidings::server {

/// Whom a connection is for and who we are there.
struct RedisTarget {
  std::string shown;  ///< for people, without a password
  /// Where to connect; asked before each try. Not asked with a Unix socket.
  std::function<Result<RedisAddress>()> address;
  std::string unix_path;
  std::shared_ptr<const RedisTls> tls;  ///< null: in the clear
  std::string user;
  std::function<std::string()> password;  ///< asked before each try; empty: none
  int database = 0;
  std::string role = "master";  ///< what the peer must say it is: `master` or `sentinel`
  std::string client_name;      ///< what `CLIENT LIST` shows
};

}  // namespace tidings::server

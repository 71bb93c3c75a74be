#include "open_store.h"

#include "memory_store.h"
#include "redis_store.h"
#include "redis_url.h"

namespace tidings::server {

Result<std::unique_ptr<Store>> open_store(event_base* loop, const std::string& location,
                                          StoreOptions options, RedisOptions redis) {
  if (location == "memory") {
    return std::unique_ptr<Store>(std::make_unique<MemoryStore>(loop, std::move(options)));
  }
  auto url = parse_redis_url(location);
  if (!url) {
    return url.error();
  }
  std::shared_ptr<const RedisTls> tls;
  if (url->tls) {
    auto loaded = RedisTls::load(redis.ca_file);
    if (!loaded) {
      return loaded.error();
    }
    tls = std::move(loaded).value();
  }
  return std::unique_ptr<Store>(
      std::make_unique<RedisStore>(loop, *url, std::move(tls), options, std::move(redis)));
}

bool has_password(const std::string& location) {
  const auto url = parse_redis_url(location);
  return url.ok() && !url->password.empty();
}

}  // namespace tidings::server

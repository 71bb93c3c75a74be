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
  if (url->tls || !url->master_name.empty()) {
    return Error{"the store " + url->shown() +
                 " can't be used yet: TLS and Sentinel are still missing"};
  }
  return std::unique_ptr<Store>(
      std::make_unique<RedisStore>(loop, *url, options, std::move(redis)));
}

bool has_password(const std::string& location) {
  const auto url = parse_redis_url(location);
  return url.ok() && !url->password.empty();
}

}  // namespace tidings::server

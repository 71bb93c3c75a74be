#include "open_store.h"

#include "memory_store.h"

namespace tidings::server {

Result<std::unique_ptr<Store>> open_store(event_base* loop, const std::string& location,
                                          StoreOptions options, RedisOptions /*redis*/) {
  if (location == "memory") {
    return std::unique_ptr<Store>(std::make_unique<MemoryStore>(loop, std::move(options)));
  }
  return Error{"the store \"" + location +
               "\" is not known: give memory, redis://[user:pass@]host:port/db or "
               "redis+unix:///path"};
}

bool has_password(const std::string& /*location*/) {
  return false;
}

}  // namespace tidings::server

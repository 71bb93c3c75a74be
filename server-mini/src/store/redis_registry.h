#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "redis_calls.h"
#include "store.h"
#include "store_timer.h"

namespace tidings::server {

/// Which server holds which stream, as leases: a server's key lives three heartbeats after its last
/// refresh, and records of servers without one are passed over when read and swept at the next
/// change. A seller's hash lives three leases.
class RedisRegistry {
 public:
  RedisRegistry(event_base* loop, RedisCalls& calls, std::string server_id);

  void opened(const SellerId& seller, const std::string& id);
  void closed(const SellerId& seller, const std::string& id);
  void list(const SellerId& seller, Store::ConnectionsCallback callback);

  /// Redis is there (again): writes down all that is open here.
  void on_usable();

 private:
  struct Open {
    std::string id;
    std::uint64_t since_ms = 0;
  };
  struct Record {
    std::string id;
    std::string server;
    std::uint64_t since_ms = 0;
  };
  void beat();
  void write(const std::string& key, const Open& open);
  void refresh(const std::string& key);
  void sweep(const std::string& key);
  /// The records of a hash: of servers that live, and of those that don't.
  struct BySurvival {
    std::vector<Record> alive;
    std::vector<Record> dead;
  };
  using Sorted = std::function<void(Result<BySurvival>)>;
  void sort(const std::string& key, Sorted callback);
  void ask_after_servers(std::vector<Record> records, const Sorted& callback);

  RedisCalls& calls_;
  std::string server_id_;
  std::chrono::milliseconds heartbeat_;
  int beats_ = 0;
  std::unordered_map<std::string, std::vector<Open>> open_;  ///< by the key of the seller's hash
  StoreTimer beat_timer_;
};

}  // namespace tidings::server

#pragma once

#include <optional>

#include "redis_logs.h"
#include "store.h"

namespace tidings::server {

/// What a seller has read, in Redis. What it takes of the broadcast log, which is in another slot,
/// is read first and handed to the script that changes the seller's keys.
class RedisReadState {
 public:
  RedisReadState(RedisCalls& calls, RedisLogs& logs) : calls_(calls), logs_(logs) {}

  void mark(const SellerId& seller, const ReadChange& change, Store::DoneCallback callback);
  void history(const SellerId& seller, const std::optional<NotificationId>& after,
               std::size_t limit, Store::HistoryCallback callback);

 private:
  void mark_with(const LogName& log, const ReadChange& change, const RedisLogs::Kept& broadcasts,
                 Store::DoneCallback callback);

  RedisCalls& calls_;
  RedisLogs& logs_;
};

}  // namespace tidings::server

#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "accept_order.h"
#include "redis_calls.h"
#include "redis_replicas.h"
#include "store.h"

namespace tidings::server {

/// The scripts reckon with numbers up to 2^53; no entry is beyond, so nothing is lost by not
/// looking there.
Position within_reach(Position position);

/// The logs as Redis keeps them: the scripts' words and answers on one side, the store's values on
/// the other.
class RedisLogs {
 public:
  explicit RedisLogs(RedisCalls& calls) : calls_(calls) {}

  /// Appends go through these from now on.
  void set_replicas(RedisReplicas* replicas) { replicas_ = replicas; }

  /// An appended entry, and whether nothing was known of its log: then the store may have been
  /// emptied.
  struct Append {
    Appended appended;
    bool fresh_log = false;
  };
  using AppendCallback = std::function<void(Result<Append>)>;
  void append(const Notification& notification, const std::optional<IdempotencyKey>& key,
              AppendCallback callback);

  /// `broadcasts`: with a stream of a seller, the broadcasts' position of this moment. Broadcasts
  /// up to the one of the seller's first stream count as read.
  struct Opened {
    LogBounds bounds;
    bool fresh_log = false;
  };
  using OpenCallback = std::function<void(Result<Opened>)>;
  void open(const LogName& log, const std::optional<Position>& broadcasts, OpenCallback callback);

  void read_after(const LogName& log, Position after, std::size_t limit, std::size_t max_bytes,
                  Store::PageCallback callback);

  /// Everything that a log keeps, without the contents.
  struct Kept {
    std::vector<NotificationId> ids;
    LogBounds bounds;
  };
  using KeptCallback = std::function<void(Result<Kept>)>;
  void kept(const LogName& log, KeptCallback callback);

  [[nodiscard]] bool usable() const { return calls_.usable(); }

 private:
  AppendCallback when_replicated(AppendCallback callback);

  RedisCalls& calls_;
  RedisReplicas* replicas_ = nullptr;
  AcceptOrder order_;
};

}  // namespace tidings::server

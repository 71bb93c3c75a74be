#pragma once

#include "deferred_calls.h"
#include "open_store.h"
#include "redis_calls.h"
#include "redis_connection.h"
#include "redis_followers.h"
#include "redis_logs.h"
#include "redis_read_state.h"
#include "redis_registry.h"
#include "redis_replicas.h"
#include "redis_sentinels.h"
#include "redis_subscriber.h"
#include "script_runner.h"
#include "store.h"
#include "store_timer.h"

namespace tidings::server {

/// The store in Redis: one connection for commands and one for subscriptions. Available while both
/// stand, the broadcasts are followed and a probe sent through publish comes back through
/// subscribe.
class RedisStore final : public Store {
 public:
  /// `tls`: with `rediss`.
  RedisStore(event_base* loop, const RedisUrl& url, const std::shared_ptr<const RedisTls>& tls,
             const StoreOptions& options, RedisOptions redis);

  void set_listener(StoreListener* listener) override { listener_ = listener; }
  [[nodiscard]] Availability availability() const override { return told_; }
  [[nodiscard]] const std::string& epoch() const override { return epoch_; }
  void append(const Notification& notification, const std::optional<IdempotencyKey>& key,
              AppendCallback callback) override;
  void read_after(const LogName& log, Position after, std::size_t limit, std::size_t max_bytes,
                  PageCallback callback) override;
  void follow(const SellerId& seller, FollowCallback callback) override;
  void unfollow(const SellerId& seller) override;
  void mark(const SellerId& seller, const ReadChange& change, DoneCallback callback) override;
  void history(const SellerId& seller, const std::optional<NotificationId>& after,
               std::size_t limit, HistoryCallback callback) override;
  void connection_opened(const SellerId& seller, const std::string& id) override;
  void connection_closed(const SellerId& seller, const std::string& id) override;
  void connections(const SellerId& seller, ConnectionsCallback callback) override;
  [[nodiscard]] const std::string& server_id() const override { return server_id_; }

 private:
  RedisTarget target(const RedisUrl& url, std::shared_ptr<const RedisTls> tls,
                     const std::string& name_ending) const;
  void reconnect_all(const std::string& reason);
  RedisConnection::Events command_events();
  RedisSubscriber::Events subscriber_events();
  RedisFollowers::Events follower_events();
  void on_commands_ready();
  void on_lost(const std::string& reason);
  void on_message(const std::string& channel, const std::string& payload);
  void check_epoch(const std::function<void()>& then);
  void take_epoch(const std::string& epoch);
  void probe();
  void look();
  void tell_availability();

  StoreOptions options_;
  RedisOptions redis_;
  StoreListener* listener_ = nullptr;
  Availability told_{.available = false, .reason = "the store is not connected yet"};
  std::string trouble_ =
      "the store is not connected yet";  ///< the last reason why it is not available
  std::string epoch_;
  std::string server_id_;
  DeferredCalls later_;
  std::unique_ptr<RedisSentinels> sentinels_;  ///< with `redis+sentinel`
  RedisConnection commands_;
  ScriptRunner scripts_;
  RedisCalls calls_;
  std::unique_ptr<RedisReplicas> replicas_;  ///< with `--store-replicas`
  RedisLogs logs_;
  RedisSubscriber subscriber_;
  RedisFollowers followers_;
  RedisReadState read_state_;
  RedisRegistry registry_;
  std::uint64_t probe_number_ = 0;
  bool probe_returned_ = false;  ///< since the connections were made
  StoreTimer look_timer_;
  StoreTimer probe_deadline_;
  StoreTimer touch_timer_;
};

}  // namespace tidings::server

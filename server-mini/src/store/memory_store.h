#pragma once

#include <map>

#include "accept_order.h"
#include "deferred_calls.h"
#include "memory_log.h"
#include "read_state.h"
#include "store.h"

namespace tidings::server {

/// The store of a single server that keeps nothing over a restart: a new epoch per start, always
/// available. A real implementation, for trying out and for small sites.
class MemoryStore final : public Store {
 public:
  MemoryStore(event_base* loop, StoreOptions options);

  void set_listener(StoreListener* listener) override { listener_ = listener; }
  [[nodiscard]] Availability availability() const override;
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
  struct Seller {
    MemoryLog log;
    ReadMarks marks = {};
    ReadMarks broadcast_marks = {};
    bool has_streamed = false;  ///< `broadcast_marks` starts where the first stream did
    int followers = 0;
    std::map<std::string, std::chrono::system_clock::time_point> connections = {};
    std::uint64_t touched = 0;
  };

  [[nodiscard]] std::uint64_t now() const { return unix_ms(options_.clock()); }
  Seller& touch(const SellerId& seller);
  void forget_the_idle();
  void mark_ids(Seller& seller, const ReadChange& change);

  StoreOptions options_;
  StoreListener* listener_ = nullptr;
  bool available_ = false;
  std::string epoch_;
  std::string server_id_;
  MemoryLog broadcast_;
  AcceptOrder order_;
  std::map<SellerId, Seller> sellers_;
  std::optional<SellerId> sweep_from_;
  DeferredCalls later_;
};

}  // namespace tidings::server

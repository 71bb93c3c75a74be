#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/notification.h"
#include "tidings/result.h"

#include "position.h"

/// Where notifications live: one log per seller and one for broadcasts, followed live.
///
/// Everything belongs to one thread, the one that runs the libevent loop the store was made with. A
/// callback is called exactly once, always from the loop and never inside the call that took it;
/// not at all when the store is destroyed first. Callbacks and the listener may call the store.
/// They must not destroy it.
///
/// A store that cannot be reached answers at once with a recoverable error that says why (503 for
/// the client). A write that ends so may have happened all the same: an idempotency key makes its
/// repetition safe.
namespace tidings::server {

/// One log: a seller's, or that of the broadcasts.
class LogName {
 public:
  explicit LogName(SellerId seller) : seller_(std::move(seller)) {}
  static LogName broadcast() { return {}; }
  /// The log that `notification` belongs in. REQUIRES: it has a seller or is a broadcast.
  static LogName of(const Notification& notification);

  [[nodiscard]] bool is_broadcast() const { return !seller_; }
  /// REQUIRES: !is_broadcast().
  [[nodiscard]] const SellerId& seller() const { return *seller_; }
  /// The name in keys and channels: `SellerId::key`, or `all` (no seller's key: those start with i
  /// or s).
  [[nodiscard]] std::string key() const { return seller_ ? seller_->key() : "all"; }

  friend bool operator==(const LogName&, const LogName&) = default;
  friend auto operator<=>(const LogName&, const LogName&) = default;

 private:
  LogName() = default;
  std::optional<SellerId> seller_;
};

/// A kept notification: its place in the log and its JSON, `id` and `createdAt` included.
struct Entry {
  Position position;
  std::string json;
};

/// Makes an append safe to repeat. Remembered per log for 24 h, at most as long as the entry is
/// kept.
struct IdempotencyKey {
  std::string subject;  ///< of the publisher's token; keys of different subjects are different keys
  std::string key;
};

struct Appended {
  enum class Outcome {
    stored,
    repeated,  ///< the key was used with the same content: nothing was stored, `id` is the first
               ///< one's
    conflict,  ///< the key was used with other content: nothing was stored (409)
  };
  Outcome outcome = Outcome::stored;
  NotificationId id;  ///< its position and its text form are the answer; meaningless on conflict
};

/// Part of a log, oldest first.
struct Page {
  std::vector<Entry> entries;
  /// The log's bounds at the moment of reading. When `bounds.covers(after)` does not hold,
  /// something between `after` and the first entry is missing. Ask this of every page: a log may be
  /// trimmed while it is being read.
  LogBounds bounds;
  bool more = false;  ///< the limit cut the page: there is more after the last entry
};

/// From where on `StoreListener::on_entry` delivers: everything after these positions and nothing
/// before them. They are the seller's live position for a stream without a cursor, and the end of
/// the replay for one with.
struct Followed {
  Position seller;
  Position broadcast;
};

struct Availability {
  bool available = false;
  std::string reason;  ///< when not available: a sentence that says what is wrong with what
};

/// Which notifications a seller marked. One of `ids` and `up_to`.
struct ReadChange {
  enum class Kind { read, unread };
  Kind kind = Kind::read;
  std::vector<NotificationId> ids;
  std::optional<NotificationId> up_to;  ///< this and all before it, of both logs; only for `read`
};

/// `{"ids":["…"]}` or `{"upTo":"…"}`: what `event: read` and `event: unread` carry.
std::string to_json(const ReadChange& change);

/// What a seller has, newest last, both logs merged by position.
struct History {
  struct Item {
    NotificationId id;
    std::string json;
    bool read = false;
  };
  std::vector<Item> items;
  bool more = false;
  std::size_t unread = 0;  ///< of all that is kept, not only of `items`
};

/// An open stream as the registry knows it.
struct ConnectionRecord {
  std::string id;
  std::string server;
  std::chrono::system_clock::time_point since;
};

/// Who hears what happens in the store: the hub. Called from the loop.
class StoreListener {
 public:
  StoreListener() = default;
  StoreListener(const StoreListener&) = delete;
  StoreListener& operator=(const StoreListener&) = delete;
  virtual ~StoreListener() = default;

  /// A live entry of a followed log: each once, in log order, whatever happens to connections
  /// meanwhile. The broadcast log is followed all the time.
  virtual void on_entry(const LogName& log, const Entry& entry) = 0;

  /// Something between the last entry that was given and the next one is lost: trimmed while the
  /// store was away, lost in a failover, or another epoch (`Store::epoch` is the new one already;
  /// then every followed log is told). The next entry comes after `resumed_at`, which is the log's
  /// position from now on, for every stream, and may be smaller than the one before. Streams of the
  /// log get `event: gap`.
  virtual void on_gap(const LogName& log, Position resumed_at) = 0;

  /// A followed seller marked something, on whatever server. May be missed while the store is away.
  virtual void on_read_change(const SellerId& seller, ReadChange::Kind kind,
                              const std::string& json) = 0;

  /// Told when it changes; the state at the start is "not available".
  virtual void on_availability(const Availability& availability) = 0;
};

/// The moment by the wall clock, and 64 random bits that outsiders can't foresee.
using WallClock = std::function<std::chrono::system_clock::time_point()>;
using RandomSource = std::function<std::uint64_t()>;

struct StoreOptions {
  std::size_t history = 1000;  ///< entries kept per log, exactly; at least 1
  std::chrono::milliseconds history_age =
      std::chrono::hours(24 * 14);  ///< the same by age; at least 1 ms
  /// A server's lease in the registry is three of these.
  std::chrono::milliseconds heartbeat = std::chrono::seconds(30);
  /// How long after the last `unfollow` a seller is still listened to (clients come back soon).
  std::chrono::milliseconds linger = std::chrono::seconds(5);
  WallClock clock;      ///< required
  RandomSource random;  ///< required
};

class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  /// Where what happens is told; null ends it. Not owned: outlives the store or is taken away
  /// first. Set it before the loop runs, or what happened before is missed.
  virtual void set_listener(StoreListener* listener) = 0;

  [[nodiscard]] virtual Availability availability() const = 0;

  /// `kEpochLength` characters of `0-9a-z` that name this store's contents: positions of another
  /// epoch mean nothing here. Empty until the store was available for the first time.
  [[nodiscard]] virtual const std::string& epoch() const = 0;

  /// Puts `notification` at the end of its log, with `id` set, and `createdAt` where absent, and
  /// wakes who follows the log. Calls made one after the other are stored in that order (until one
  /// fails: later ones may still succeed); their callbacks may come in another order. REQUIRES:
  /// `parse_notification` accepted it from a publisher. Its own `idempotency_key` is ignored in
  /// favour of `key`.
  using AppendCallback = std::function<void(Result<Appended>)>;
  virtual void append(const Notification& notification, const std::optional<IdempotencyKey>& key,
                      AppendCallback callback) = 0;

  /// What `log` keeps after `after`: at most `limit` entries, and no more once they are `max_bytes`
  /// together (but at least one). What is older than the history age is not given, kept or not.
  using PageCallback = std::function<void(Result<Page>)>;
  virtual void read_after(const LogName& log, Position after, std::size_t limit,
                          std::size_t max_bytes, PageCallback callback) = 0;

  /// Begins to deliver `seller`'s log to the listener. Counted: as many `unfollow`s end it (even
  /// so, entries may come for a while after; they are in order and may be ignored). Once confirmed
  /// it lasts over any loss of connection. On an error nothing is followed and there is nothing to
  /// unfollow. `unfollow` before the callback has come withdraws that follow: its callback still
  /// comes.
  using FollowCallback = std::function<void(Result<Followed>)>;
  virtual void follow(const SellerId& seller, FollowCallback callback) = 0;
  virtual void unfollow(const SellerId& seller) = 0;

  /// Marks, and tells the listeners of all servers that follow the seller. Ids that aren't kept are
  /// passed over.
  using DoneCallback = std::function<void(Result<void>)>;
  virtual void mark(const SellerId& seller, const ReadChange& change, DoneCallback callback) = 0;

  /// What both logs keep after the notification `after` (from the start without one), at most
  /// `limit`. Broadcasts older than the seller's first stream count as read.
  using HistoryCallback = std::function<void(Result<History>)>;
  virtual void history(const SellerId& seller, const std::optional<NotificationId>& after,
                       std::size_t limit, HistoryCallback callback) = 0;

  /// The registry of open streams. Records are leases: they vanish by themselves when this server
  /// dies, and come back after the store was away. `id` is unique among all servers (see
  /// `server_id`).
  virtual void connection_opened(const SellerId& seller, const std::string& id) = 0;
  virtual void connection_closed(const SellerId& seller, const std::string& id) = 0;
  using ConnectionsCallback = std::function<void(Result<std::vector<ConnectionRecord>>)>;
  virtual void connections(const SellerId& seller, ConnectionsCallback callback) = 0;

  /// This server's name in the registry, random per start.
  [[nodiscard]] virtual const std::string& server_id() const = 0;
};

}  // namespace tidings::server

#include "redis_store.h"

#include <array>

#include "cursor.h"
#include "new_entry.h"
#include "redis_keys.h"
#include "retention.h"

namespace tidings::server {

RedisStore::RedisStore(event_base* loop, const RedisUrl& url,
                       const std::shared_ptr<const RedisTls>& tls, const StoreOptions& options,
                       RedisOptions redis)
    : options_(options),
      redis_(std::move(redis)),
      server_id_(random_name(options_.random(), kServerIdLength)),
      later_(loop),
      sentinels_(url.master_name.empty()
                     ? nullptr
                     : std::make_unique<RedisSentinels>(
                           loop, url, tls, redis_, options_.random,
                           [this] { reconnect_all("the Sentinels name another master"); })),
      commands_(loop, target(url, tls, ""), redis_, options_.random, command_events()),
      scripts_(commands_),
      calls_(commands_, scripts_, later_, options_),
      logs_(calls_),
      subscriber_(loop, target(url, tls, "-subscriber"), redis_, options_.random,
                  subscriber_events()),
      followers_(loop, logs_, subscriber_, later_, options_.linger, follower_events()),
      read_state_(calls_, logs_),
      registry_(loop, calls_, server_id_),
      look_timer_(loop, [this] { look(); }),
      probe_deadline_(loop,
                      [this] { reconnect_all("what is published does not come back from it"); }),
      touch_timer_(loop, [this] {
        followers_.touch_all();
        touch_timer_.start(memory_of_a_log(options_.history_age) / 3);
      }) {
  if (sentinels_) {
    sentinels_->start();
  }
  if (redis_.replicas > 0) {
    replicas_ =
        std::make_unique<RedisReplicas>(loop, target(url, tls, "-replicated"), redis_, options_,
                                        later_, [this](const std::string& reason) {
                                          trouble_ = reason.empty() ? trouble_ : reason;
                                          tell_availability();
                                        });
    logs_.set_replicas(replicas_.get());
    replicas_->start();
  }
  commands_.start();
  subscriber_.start();
  subscriber_.subscribe(redis_keys::server(server_id_));
  followers_.start();
  look_timer_.start(redis_.probe_interval);
  touch_timer_.start(memory_of_a_log(options_.history_age) / 3);
}

RedisTarget RedisStore::target(const RedisUrl& url, std::shared_ptr<const RedisTls> tls,
                               const std::string& name_ending) const {
  return {.shown = url.shown(),
          .address = [this, address = url.addresses.empty()
                                          ? RedisAddress{}
                                          : url.addresses[0]]() -> Result<RedisAddress> {
            return sentinels_ ? sentinels_->master() : Result<RedisAddress>(address);
          },
          .unix_path = url.unix_path,
          .tls = std::move(tls),
          .user = url.user,
          .password =
              [this, of_url = url.password] {
                const auto now = redis_.passwords ? redis_.passwords().redis : redis_.password;
                return now.empty() ? of_url : now;
              },
          .database = url.database,
          .role = "master",
          .client_name = redis_.server_name + name_ending};
}

/// All together: they must be on the same master.
void RedisStore::reconnect_all(const std::string& reason) {
  commands_.reconnect(reason);
  subscriber_.reconnect(reason);
  if (replicas_) {
    replicas_->reconnect(reason);
  }
}

RedisConnection::Events RedisStore::command_events() {
  return {.ready = [this] { on_commands_ready(); },
          .lost =
              [this](const std::string& reason) {
                calls_.set_unusable(reason);
                scripts_.on_lost(reason);
                followers_.on_commands_lost(reason);
                on_lost(reason);
              },
          .push = [](const RedisReply&) {}};
}

RedisSubscriber::Events RedisStore::subscriber_events() {
  return {.ready = [] {},
          .lost =
              [this](const std::string& reason) {
                followers_.on_subscriber_lost(reason);
                on_lost(reason);
              },
          .confirmed =
              [this](const std::string& channel) {
                if (channel == redis_keys::server(server_id_)) {
                  probe();
                } else {
                  followers_.on_confirmed(channel);
                }
              },
          .message = [this](const std::string& channel,
                            const std::string& payload) { on_message(channel, payload); },
          .refused = [this](const std::string& reason) { subscriber_.reconnect(reason); }};
}

RedisFollowers::Events RedisStore::follower_events() {
  return {.listener = [this] { return listener_; },
          .broadcasts_changed = [this] { tell_availability(); },
          .fresh_log = [this] { check_epoch([] {}); },
          .failed = [this](const std::string& reason) { commands_.reconnect(reason); }};
}

void RedisStore::on_commands_ready() {
  scripts_.load([this](const std::string& reason) { commands_.reconnect(reason); });
  check_epoch([this] { probe(); });
}

void RedisStore::on_lost(const std::string& reason) {
  probe_returned_ = false;
  probe_deadline_.stop();
  trouble_ = reason;
  tell_availability();
}

/// Makes the epoch if there is none, and looks whether it is still the one we know: when Redis was
/// emptied it is not. `then` is called in any case.
void RedisStore::check_epoch(const std::function<void()>& then) {
  const std::string key = redis_keys::epoch();
  const std::string fresh = random_name(options_.random(), kEpochLength);
  const auto ignore = [](const Result<RedisReply>&) {};
  const bool sent =
      commands_.ready() &&
      commands_.send(std::array<std::string_view, 4>{"SET", key, fresh, "NX"}, ignore) &&
      commands_.send(std::array<std::string_view, 2>{"GET", key},
                     [this, then](const Result<RedisReply>& reply) {
                       if (reply.ok() && is_epoch(reply->text)) {
                         take_epoch(reply->text);
                       } else if (reply.ok()) {
                         commands_.reconnect("its epoch can't be made or read: " + reply->text);
                       }
                       then();
                     });
  if (!sent) {
    later_.add(then);
  }
}

void RedisStore::take_epoch(const std::string& epoch) {
  const bool changed = !epoch_.empty() && epoch != epoch_;
  epoch_ = epoch;
  if (changed) {
    followers_.on_new_epoch();
  }
  if (changed || !calls_.usable()) {
    calls_.set_usable(epoch_);
    if (replicas_) {
      replicas_->set_epoch(epoch_);
    }
    followers_.on_commands_usable();
    registry_.on_usable();
  }
}

/// Every few seconds: is the epoch still ours, does what is published still come back?
void RedisStore::look() {
  look_timer_.start(redis_.probe_interval);
  if (calls_.usable()) {
    check_epoch([] {});
    probe();
  }
}

void RedisStore::probe() {
  if (!calls_.usable() || !subscriber_.ready()) {
    return;
  }
  const std::string channel = redis_keys::server(server_id_);
  const std::string number = std::to_string(++probe_number_);
  const bool sent = commands_.send(std::array<std::string_view, 3>{"PUBLISH", channel, number},
                                   [this](const Result<RedisReply>& reply) {
                                     if (reply.ok() && reply->is_error()) {
                                       commands_.reconnect(reply->text);
                                     }
                                   });
  if (sent && !probe_deadline_.running()) {
    probe_deadline_.start(redis_.command_timeout);
  }
}

void RedisStore::on_message(const std::string& channel, const std::string& payload) {
  if (channel != redis_keys::server(server_id_)) {
    followers_.on_message(channel, payload, epoch_);
    return;
  }
  probe_returned_ = true;
  probe_deadline_.stop();
  tell_availability();
}

void RedisStore::tell_availability() {
  const bool available =
      calls_.usable() && subscriber_.ready() && followers_.has_broadcasts() && probe_returned_;
  if (available == told_.available && (available || told_.reason == trouble_)) {
    return;
  }
  told_ = {available, available ? "" : trouble_};
  if (listener_ != nullptr) {
    listener_->on_availability(told_);
  }
}

void RedisStore::append(const Notification& notification, const std::optional<IdempotencyKey>& key,
                        AppendCallback callback) {
  logs_.append(notification, key,
               [this, callback = std::move(callback)](Result<RedisLogs::Append> append) {
                 if (!append) {
                   callback(append.error());
                 } else if (append->fresh_log) {
                   check_epoch([callback, appended = append->appended] { callback(appended); });
                 } else {
                   // What was appended is on its way through the subscription, too: who waits for
                   // it goes first.
                   later_.add([callback, appended = append->appended] { callback(appended); });
                 }
               });
}

void RedisStore::read_after(const LogName& log, Position after, std::size_t limit,
                            std::size_t max_bytes, PageCallback callback) {
  logs_.read_after(log, after, limit, max_bytes, std::move(callback));
}

void RedisStore::follow(const SellerId& seller, FollowCallback callback) {
  if (told_.available) {
    followers_.follow(seller, std::move(callback));
    return;
  }
  later_.add(
      [callback = std::move(callback), error = Error{told_.reason, true}] { callback(error); });
}

void RedisStore::unfollow(const SellerId& seller) {
  followers_.unfollow(seller);
}

void RedisStore::mark(const SellerId& seller, const ReadChange& change, DoneCallback callback) {
  read_state_.mark(seller, change, std::move(callback));
}

void RedisStore::history(const SellerId& seller, const std::optional<NotificationId>& after,
                         std::size_t limit, HistoryCallback callback) {
  read_state_.history(seller, after, limit, std::move(callback));
}

void RedisStore::connection_opened(const SellerId& seller, const std::string& id) {
  registry_.opened(seller, id);
}

void RedisStore::connection_closed(const SellerId& seller, const std::string& id) {
  registry_.closed(seller, id);
}

void RedisStore::connections(const SellerId& seller, ConnectionsCallback callback) {
  registry_.list(seller, std::move(callback));
}

}  // namespace tidings::server

#include "redis_followers.h"

#include <algorithm>
#include <utility>

#include "redis_keys.h"

namespace tidings::server {
namespace {

/// How much of a log is read at once when catching up.
constexpr std::size_t kPageEntries = 500;
constexpr std::size_t kPageBytes = std::size_t{1} << 20U;

const std::string& broadcast_channel() {
  static const std::string channel = redis_keys::channel(LogName::broadcast());
  return channel;
}

}  // namespace

RedisFollowers::RedisFollowers(event_base* loop, RedisLogs& logs, RedisSubscriber& subscriber,
                               DeferredCalls& later, std::chrono::milliseconds linger,
                               Events events)
    : loop_(loop),
      logs_(logs),
      subscriber_(subscriber),
      later_(later),
      linger_(linger),
      events_(std::move(events)) {}

void RedisFollowers::start() {
  followed_.emplace(broadcast_channel(), Topic{.name = LogName::broadcast()});
  subscriber_.subscribe(broadcast_channel());
}

std::optional<Position> RedisFollowers::broadcast_position() const {
  const auto known = followed_.find(broadcast_channel());
  const bool open = known != followed_.end() && known->second.log.is_open();
  return open ? std::optional(known->second.log.position()) : std::nullopt;
}

bool RedisFollowers::has_broadcasts() const {
  const auto known = followed_.find(broadcast_channel());
  return known != followed_.end() && known->second.log.is_followed();
}

void RedisFollowers::follow(const SellerId& seller, Store::FollowCallback callback) {
  const LogName name(seller);
  const std::string channel = redis_keys::channel(name);
  const auto [place, added] = followed_.try_emplace(channel, Topic{.name = name});
  Topic& topic = place->second;
  ++topic.followers;
  topic.linger.reset();
  if (added) {
    subscriber_.subscribe(channel);
  }
  if (topic.log.is_open()) {
    answer_later(channel, std::move(callback));
  } else {
    topic.waiting.push_back(std::move(callback));
  }
}

/// The position is looked up when the answer is given: what is delivered until then was before the
/// follow.
void RedisFollowers::answer_later(const std::string& channel, Store::FollowCallback callback) {
  later_.add([this, channel, callback = std::move(callback)] {
    const auto known = followed_.find(channel);
    if (known == followed_.end() || !known->second.log.is_open()) {
      callback(Error{"the follow was withdrawn before the store confirmed it", true});
      return;
    }
    callback(Followed{.seller = known->second.log.position(), .broadcast = *broadcast_position()});
  });
}

void RedisFollowers::unfollow(const SellerId& seller) {
  const std::string channel = redis_keys::channel(LogName(seller));
  const auto known = followed_.find(channel);
  if (known == followed_.end() || known->second.followers == 0 || --known->second.followers > 0) {
    return;
  }
  known->second.linger = std::make_unique<StoreTimer>(loop_, [this, channel] { forget(channel); });
  known->second.linger->start(linger_);
}

void RedisFollowers::forget(const std::string& channel) {
  const auto known = followed_.find(channel);
  subscriber_.unsubscribe(channel);
  for (auto& callback : known->second.waiting) {
    answer_later(channel, std::move(callback));
  }
  followed_.erase(known);
}

void RedisFollowers::touch_all() {
  for (const auto& [channel, topic] : followed_) {
    logs_.open(topic.name, {}, [](const Result<RedisLogs::Opened>&) {});
  }
}

void RedisFollowers::on_commands_usable() {
  // The broadcasts first: every stream's cursor holds their position.
  if (auto& broadcast = followed_.at(broadcast_channel()); broadcast.subscribed) {
    confirm(broadcast);
  }
  for (auto& [channel, topic] : followed_) {
    if (topic.subscribed && channel != broadcast_channel()) {
      confirm(topic);
    }
  }
}

void RedisFollowers::on_confirmed(const std::string& channel) {
  const auto known = followed_.find(channel);
  if (known == followed_.end()) {
    return;
  }
  known->second.subscribed = true;
  if (logs_.usable()) {
    confirm(known->second);
  }
}

void RedisFollowers::confirm(Topic& topic) {
  carry_out(topic, topic.log.on_confirmed());
}

void RedisFollowers::on_commands_lost(const std::string& reason) {
  for (auto& [channel, topic] : followed_) {
    topic.log.on_lost();
  }
  fail_waiting(reason);
}

void RedisFollowers::on_subscriber_lost(const std::string& reason) {
  for (auto& [channel, topic] : followed_) {
    topic.subscribed = false;
  }
  on_commands_lost(reason);
}

void RedisFollowers::fail_waiting(const std::string& reason) {
  std::vector<Store::FollowCallback> failed;
  for (auto next = followed_.begin(); next != followed_.end();) {
    auto& waiting = next->second.waiting;
    if (waiting.empty()) {
      ++next;
      continue;
    }
    std::move(waiting.begin(), waiting.end(), std::back_inserter(failed));
    subscriber_.unsubscribe(next->first);
    next = followed_.erase(next);
  }
  for (const auto& callback : failed) {
    callback(Error{reason, true});
  }
}

void RedisFollowers::on_new_epoch() {
  for (auto& [channel, topic] : followed_) {
    topic.log.on_new_epoch();
  }
}

void RedisFollowers::on_message(const std::string& channel, std::string_view payload,
                                std::string_view epoch) {
  const auto known = followed_.find(channel);
  auto message = parse_channel_message(payload, epoch);
  if (known == followed_.end() || !message) {
    return;
  }
  if (auto* wake_up = std::get_if<WakeUp>(&*message)) {
    carry_out(known->second, known->second.log.on_wake_up(std::move(*wake_up)));
  } else if (StoreListener* listener = events_.listener();
             listener != nullptr && !known->second.name.is_broadcast()) {
    const auto& change = std::get<ReadChangeMessage>(*message);
    listener->on_read_change(known->second.name.seller(), change.kind, change.json);
  }
}

/// The listener may follow and unfollow meanwhile: neither removes a topic before the loop's next
/// round.
void RedisFollowers::carry_out(Topic& topic, FollowedLog::Step step) {
  if (StoreListener* listener = events_.listener(); listener != nullptr) {
    if (step.gap) {
      listener->on_gap(topic.name, *step.gap);
    }
    for (const Entry& entry : step.deliver) {
      listener->on_entry(topic.name, entry);
    }
  }
  if (step.next == FollowedLog::Next::open) {
    open(topic);
  } else if (step.next == FollowedLog::Next::read) {
    read(topic);
  }
  if (topic.log.is_open()) {
    answer_waiting(topic);
  }
  if (topic.name.is_broadcast()) {
    events_.broadcasts_changed();
  }
}

void RedisFollowers::answer_waiting(Topic& topic) {
  for (auto& callback : std::exchange(topic.waiting, {})) {
    answer_later(redis_keys::channel(topic.name), std::move(callback));
  }
}

/// The topic, if the answer to what was asked in `round` still means something to it.
RedisFollowers::Topic* RedisFollowers::find(const std::string& channel, std::uint64_t round) {
  const auto known = followed_.find(channel);
  const bool meant = known != followed_.end() && known->second.log.round() == round;
  return meant && logs_.usable() ? &known->second : nullptr;
}

void RedisFollowers::open(const Topic& topic) {
  logs_.open(topic.name, topic.name.is_broadcast() ? std::nullopt : broadcast_position(),
             [this, channel = redis_keys::channel(topic.name),
              round = topic.log.round()](const Result<RedisLogs::Opened>& opened) {
               Topic* asked = find(channel, round);
               if (asked == nullptr) {
                 return;
               }
               if (!opened) {
                 refuse(*asked, opened.error().message);
                 return;
               }
               carry_out(*asked, asked->log.on_opened(opened->bounds));
               if (opened->fresh_log) {
                 events_.fresh_log();
               }
             });
}

/// What only a new seller's streams need may be refused (memory is full) without harm to the
/// others.
void RedisFollowers::refuse(Topic& topic, const std::string& reason) {
  if (topic.log.is_open() || topic.name.is_broadcast()) {
    events_.failed(reason);
    return;
  }
  const auto waiting = std::exchange(topic.waiting, {});
  const std::string channel = redis_keys::channel(topic.name);
  subscriber_.unsubscribe(channel);
  followed_.erase(channel);
  for (const auto& callback : waiting) {
    callback(Error{reason, true});
  }
}

void RedisFollowers::read(const Topic& topic) {
  logs_.read_after(topic.name, topic.log.position(), kPageEntries, kPageBytes,
                   [this, channel = redis_keys::channel(topic.name),
                    round = topic.log.round()](Result<Page> page) {
                     Topic* asked = find(channel, round);
                     if (asked == nullptr) {
                       return;
                     }
                     if (!page) {
                       events_.failed(page.error().message);
                       return;
                     }
                     carry_out(*asked, asked->log.on_page(std::move(page).value()));
                   });
}

}  // namespace tidings::server

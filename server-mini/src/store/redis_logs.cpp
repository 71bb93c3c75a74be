#include "redis_logs.h"

#include <algorithm>

#include "new_entry.h"
#include "redis_keys.h"

namespace tidings::server {
namespace {

constexpr std::chrono::hours kKeyLife{24};
/// Beyond this a log's key is dropped although nothing trims it; reading looks at the exact age.
constexpr std::chrono::minutes kLogSlack{1};

std::string text_of(std::chrono::milliseconds time) {
  return std::to_string(time.count());
}

std::optional<Position> position_in(const RedisReply& reply, std::size_t index) {
  return index < reply.elements.size() ? parse_position(reply.elements[index].text) : std::nullopt;
}

bool is_set(const RedisReply& reply, std::size_t index) {
  return index < reply.elements.size() && reply.elements[index].integer == 1;
}

Error not_ours(const char* what) {
  return Error{std::string("the store answered something else than expected to ") + what +
                   ": is its version of Redis 6.2 or newer, and are its keys this server's",
               true};
}

Result<RedisLogs::Append> read_append(const RedisReply& reply) {
  const auto id = reply.elements.size() == 3 ? parse_notification_id(reply.elements[1].text)
                                             : std::optional<NotificationId>();
  if (!id) {
    return not_ours("an append");
  }
  const std::string& outcome = reply.elements[0].text;
  return RedisLogs::Append{
      .appended = {.outcome = outcome == "stored"     ? Appended::Outcome::stored
                              : outcome == "repeated" ? Appended::Outcome::repeated
                                                      : Appended::Outcome::conflict,
                   .id = *id},
      .fresh_log = is_set(reply, 2)};
}

Result<RedisLogs::Opened> read_opened(const RedisReply& reply) {
  const auto last = position_in(reply, 0);
  const auto trimmed = position_in(reply, 1);
  if (!last || !trimmed) {
    return not_ours("the opening of a log");
  }
  return RedisLogs::Opened{.bounds = {.trimmed = *trimmed, .last = *last},
                           .fresh_log = is_set(reply, 2)};
}

Result<Page> read_page(RedisReply reply) {
  constexpr std::size_t kHead = 3;
  const auto last = position_in(reply, 0);
  const auto trimmed = position_in(reply, 1);
  if (!last || !trimmed || reply.elements.size() < kHead) {
    return not_ours("the reading of a log");
  }
  Page page{.entries = {}, .bounds = {.trimmed = *trimmed, .last = *last}};
  page.more = is_set(reply, 2);
  page.entries.reserve((reply.elements.size() - kHead) / 2);
  for (std::size_t i = kHead; i + 1 < reply.elements.size(); i += 2) {
    const auto position = position_in(reply, i);
    if (!position) {
      return not_ours("the reading of a log");
    }
    page.entries.push_back({*position, std::move(reply.elements[i + 1].text)});
  }
  return page;
}

Result<RedisLogs::Kept> read_kept(const RedisReply& reply) {
  constexpr std::size_t kHead = 2;
  const auto last = position_in(reply, 0);
  const auto trimmed = position_in(reply, 1);
  if (!last || !trimmed) {
    return not_ours("the listing of a log");
  }
  RedisLogs::Kept kept{.ids = {}, .bounds = {.trimmed = *trimmed, .last = *last}};
  for (std::size_t i = kHead; i < reply.elements.size(); ++i) {
    if (auto id = parse_notification_id(reply.elements[i].text)) {
      kept.ids.push_back(std::move(*id));
    }
  }
  return kept;
}

/// What tells the caller: `read` makes its value of a reply.
template <class T, class Read>
RedisCalls::Callback telling(std::function<void(Result<T>)> callback, Read read) {
  return [callback = std::move(callback), read](Result<RedisReply> reply) {
    callback(reply.ok() ? read(std::move(reply).value()) : Result<T>(reply.error()));
  };
}

}  // namespace

Position within_reach(Position position) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 53U;
  if (position.ms >= kMost) {
    return {kMost, 0};
  }
  return {position.ms, std::min(position.seq, kMost)};
}

void RedisLogs::append(const Notification& notification, const std::optional<IdempotencyKey>& key,
                       AppendCallback callback) {
  const StoreOptions& options = calls_.options();
  NewEntry entry = make_entry(notification, key, options.clock(), options.random());
  const LogName& log = entry.log;
  RedisCalls& calls = replicas_ == nullptr ? calls_ : replicas_->calls();
  if (replicas_ != nullptr) {
    callback = when_replicated(std::move(callback));
  }
  calls.run(Script::append,
            {"3", redis_keys::log(log), redis_keys::meta(log), redis_keys::idempotency(log),
             calls_.now(), calls_.age(), std::to_string(options.history),
             std::move(entry.json_tail), log.is_broadcast() ? "b" : "", std::move(entry.nonce),
             std::move(entry.key_hash), std::move(entry.content_hash), redis_keys::channel(log),
             calls.epoch(), text_of(options.history_age + kLogSlack), calls_.life(),
             text_of(kKeyLife), to_text(order_.next(unix_ms(options.clock())))},
            telling(std::move(callback), read_append));
}

/// Holds the outcome back until the replicas have it, too. The callback that is returned is for an
/// append that is sent right after.
RedisLogs::AppendCallback RedisLogs::when_replicated(AppendCallback callback) {
  auto outcome =
      std::make_shared<Result<Append>>(Error{"whether the store has it is not known", true});
  replicas_->confirm([outcome, callback = std::move(callback)](const Result<void>& replicated) {
    callback(outcome->ok() && !replicated.ok() ? Result<Append>(replicated.error()) : *outcome);
  });
  return [outcome](Result<Append> append) { *outcome = std::move(append); };
}

void RedisLogs::open(const LogName& log, const std::optional<Position>& broadcasts,
                     OpenCallback callback) {
  calls_.run(Script::open,
             {"3", redis_keys::log(log), redis_keys::meta(log), redis_keys::read(log), calls_.now(),
              calls_.age(), calls_.life(), broadcasts ? to_text(*broadcasts) : ""},
             telling(std::move(callback), read_opened));
}

void RedisLogs::read_after(const LogName& log, Position after, std::size_t limit,
                           std::size_t max_bytes, Store::PageCallback callback) {
  calls_.run(Script::read,
             {"2", redis_keys::log(log), redis_keys::meta(log), calls_.now(), calls_.age(),
              to_text(within_reach(after)), std::to_string(limit), std::to_string(max_bytes)},
             telling(std::move(callback), read_page));
}

void RedisLogs::kept(const LogName& log, KeptCallback callback) {
  calls_.run(Script::kept,
             {"2", redis_keys::log(log), redis_keys::meta(log), calls_.now(), calls_.age()},
             telling(std::move(callback), read_kept));
}

}  // namespace tidings::server

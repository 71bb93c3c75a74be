#include "redis_logs.h"

#include <algorithm>

#include "retention.h"
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

/// The scripts reckon with numbers up to 2^53; no entry is beyond, so nothing is lost by not
/// looking there.
Position within_reach(Position position) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 53U;
  if (position.ms >= kMost) {
    return {kMost, 0};
  }
  return {position.ms, std::min(position.seq, kMost)};
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

}  // namespace

void RedisLogs::set_usable(std::string epoch) {
  usable_ = true;
  epoch_ = std::move(epoch);
}

void RedisLogs::set_unusable(std::string reason) {
  usable_ = false;
  reason_ = std::move(reason);
}

std::string RedisLogs::now() const {
  return std::to_string(unix_ms(options_.clock()));
}
std::string RedisLogs::age() const {
  return text_of(options_.history_age);
}

template <class T>
void RedisLogs::run(Script script, std::vector<std::string> words,
                    std::function<Result<T>(RedisReply)> read,
                    std::function<void(Result<T>)> callback) {
  if (!usable_) {
    later_.add([callback = std::move(callback), error = Error{reason_, true}] { callback(error); });
    return;
  }
  // Shared: when Redis takes nothing more it is the one that tells.
  const auto told = std::make_shared<std::function<void(Result<T>)>>(std::move(callback));
  const bool sent = scripts_.run(script, std::move(words),
                                 [this, told, read = std::move(read)](Result<RedisReply> reply) {
                                   if (!reply) {
                                     (*told)(reply.error());
                                   } else if (reply->is_error()) {
                                     (*told)(refusal(*reply));
                                   } else {
                                     (*told)(read(std::move(*reply)));
                                   }
                                 });
  if (!sent) {
    later_.add([told] {
      (*told)(Error{"the store does not keep up: too much is waiting for it", true});
    });
  }
}

/// A master that became a replica refuses all writes from now on; another connection may find the
/// new master.
Error RedisLogs::refusal(const RedisReply& reply) {
  if (reply.text.find("READONLY") != std::string::npos) {
    later_.add([this] { connection_.reconnect("it has become a read-only replica"); });
  }
  return Error{"the store refuses: " + reply.text, true};
}

void RedisLogs::append(const Notification& notification, const std::optional<IdempotencyKey>& key,
                       AppendCallback callback) {
  NewEntry entry = make_entry(notification, key, options_.clock(), options_.random());
  const LogName& log = entry.log;
  run<Append>(
      Script::append,
      {"3", redis_keys::log(log), redis_keys::meta(log), redis_keys::idempotency(log), now(), age(),
       std::to_string(options_.history), std::move(entry.json_tail), log.is_broadcast() ? "b" : "",
       std::move(entry.nonce), std::move(entry.key_hash), std::move(entry.content_hash),
       redis_keys::channel(log), epoch_, text_of(options_.history_age + kLogSlack),
       text_of(memory_of_a_log(options_.history_age)), text_of(kKeyLife)},
      read_append, std::move(callback));
}

void RedisLogs::open(const LogName& log, By by, OpenCallback callback) {
  run<Opened>(Script::open,
              {"2", redis_keys::log(log), redis_keys::meta(log), now(), age(),
               text_of(memory_of_a_log(options_.history_age)), by == By::stream ? "1" : "0"},
              read_opened, std::move(callback));
}

void RedisLogs::read_after(const LogName& log, Position after, std::size_t limit,
                           std::size_t max_bytes, Store::PageCallback callback) {
  run<Page>(Script::read,
            {"2", redis_keys::log(log), redis_keys::meta(log), now(), age(),
             to_text(within_reach(after)), std::to_string(limit), std::to_string(max_bytes)},
            read_page, std::move(callback));
}

}  // namespace tidings::server

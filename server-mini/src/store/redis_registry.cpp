#include "redis_registry.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>

#include "new_entry.h"
#include "redis_keys.h"

namespace tidings::server {
namespace {

constexpr int kLeaseBeats = 3;
constexpr int kHashLeases = 3;

void ignore(const Result<RedisReply>& /*reply*/) {}

}  // namespace

RedisRegistry::RedisRegistry(event_base* loop, RedisCalls& calls, std::string server_id)
    : calls_(calls),
      server_id_(std::move(server_id)),
      heartbeat_(calls.options().heartbeat),
      beat_timer_(loop, [this] { beat(); }) {
  beat_timer_.start(heartbeat_);
}

void RedisRegistry::opened(const SellerId& seller, const std::string& id) {
  const std::string key = redis_keys::connections(LogName(seller));
  auto& open = open_[key];
  open.push_back({id, unix_ms(calls_.options().clock())});
  if (calls_.usable()) {
    write(key, open.back());
    refresh(key);
    sweep(key);
  }
}

void RedisRegistry::closed(const SellerId& seller, const std::string& id) {
  const std::string key = redis_keys::connections(LogName(seller));
  const auto known = open_.find(key);
  if (known == open_.end()) {
    return;
  }
  auto& open = known->second;
  open.erase(
      std::remove_if(open.begin(), open.end(), [&](const Open& one) { return one.id == id; }),
      open.end());
  if (open.empty()) {
    open_.erase(known);
  }
  calls_.send(std::array<std::string_view, 3>{"HDEL", key, id}, ignore);
}

void RedisRegistry::on_usable() {
  beats_ = 0;
  beat();
  for (const auto& [key, open] : open_) {
    for (const auto& one : open) {
      write(key, one);
    }
    refresh(key);
  }
}

/// The server's own lease with every heartbeat, the sellers' hashes with every lease.
void RedisRegistry::beat() {
  beat_timer_.start(heartbeat_);
  if (!calls_.usable()) {
    return;
  }
  const std::string key = redis_keys::server(server_id_);
  const std::string lease = std::to_string((kLeaseBeats * heartbeat_).count());
  calls_.send(std::array<std::string_view, 5>{"SET", key, "1", "PX", lease}, ignore);
  if (++beats_ % kLeaseBeats == 0) {
    for (const auto& [connections, open] : open_) {
      refresh(connections);
    }
  }
}

void RedisRegistry::write(const std::string& key, const Open& open) {
  const std::string value = server_id_ + ' ' + std::to_string(open.since_ms);
  calls_.send(std::array<std::string_view, 4>{"HSET", key, open.id, value}, ignore);
}

void RedisRegistry::refresh(const std::string& key) {
  const std::string life = std::to_string((kHashLeases * kLeaseBeats * heartbeat_).count());
  calls_.send(std::array<std::string_view, 3>{"PEXPIRE", key, life}, ignore);
}

void RedisRegistry::sweep(const std::string& key) {
  sort(key, [this, key](const auto& sorted) {
    if (!sorted.ok()) {
      return;  // next time
    }
    for (const Record& dead : sorted->dead) {
      calls_.send(std::array<std::string_view, 3>{"HDEL", key, dead.id}, ignore);
    }
  });
}

void RedisRegistry::list(const SellerId& seller, Store::ConnectionsCallback callback) {
  sort(redis_keys::connections(LogName(seller)),
       [callback = std::move(callback)](const auto& sorted) {
         if (!sorted.ok()) {
           callback(sorted.error());
           return;
         }
         std::vector<ConnectionRecord> records;
         for (const Record& alive : sorted->alive) {
           const std::chrono::milliseconds since(alive.since_ms);
           records.push_back({.id = alive.id,
                              .server = alive.server,
                              .since = std::chrono::system_clock::time_point(since)});
         }
         callback(std::move(records));
       });
}

void RedisRegistry::sort(const std::string& key, Sorted callback) {
  calls_.send(std::array<std::string_view, 2>{"HGETALL", key},
              [this, callback = std::move(callback)](const Result<RedisReply>& reply) {
                if (!reply.ok()) {
                  callback(reply.error());
                  return;
                }
                std::vector<Record> records;
                for (std::size_t i = 0; i + 1 < reply->elements.size(); i += 2) {
                  const std::string& value = reply->elements[i + 1].text;
                  const auto space = std::min(value.find(' '), value.size());
                  Record record{.id = reply->elements[i].text, .server = value.substr(0, space)};
                  std::from_chars(value.data() + std::min(space + 1, value.size()),
                                  value.data() + value.size(), record.since_ms);
                  records.push_back(std::move(record));
                }
                ask_after_servers(std::move(records), callback);
              });
}

/// Asks after each server once; of ourselves we know.
void RedisRegistry::ask_after_servers(std::vector<Record> records, const Sorted& callback) {
  struct Question {
    std::vector<Record> records;
    std::map<std::string, bool> lives;
    std::size_t unanswered = 1;  // for the loop below
    std::optional<Error> error;
    Sorted callback;

    void answered() {
      if (--unanswered > 0) {
        return;
      }
      if (error) {
        callback(*error);
        return;
      }
      BySurvival sorted;
      for (auto& record : records) {
        (lives[record.server] ? sorted.alive : sorted.dead).push_back(std::move(record));
      }
      callback(std::move(sorted));
    }
  };
  const auto question = std::make_shared<Question>();
  question->records = std::move(records);
  question->callback = callback;
  for (const auto& record : question->records) {
    question->lives[record.server] = record.server == server_id_;
  }
  for (auto& [server, lives] : question->lives) {
    if (lives) {
      continue;
    }
    ++question->unanswered;
    calls_.send(std::array<std::string_view, 2>{"EXISTS", redis_keys::server(server)},
                [question, &lives = lives](const Result<RedisReply>& reply) {
                  if (reply.ok()) {
                    lives = reply->integer == 1;
                  } else {
                    question->error = reply.error();
                  }
                  question->answered();
                });
  }
  question->answered();
}

}  // namespace tidings::server

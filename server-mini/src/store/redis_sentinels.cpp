#include "redis_sentinels.h"

#include <array>
#include <charconv>
#include <utility>

namespace tidings::server {
namespace {

RedisTarget target_of(const RedisUrl& url, const RedisOptions& options,
                      std::shared_ptr<const RedisTls> tls,
                      std::function<Result<RedisAddress>()> next) {
  return {.shown = url.shown() + " (Sentinel)",
          .address = std::move(next),
          .unix_path = {},
          .tls = std::move(tls),
          .user = {},
          .password =
              [passwords = options.passwords] {
                return passwords ? passwords().sentinel : std::string();
              },
          .database = 0,
          .role = "sentinel",
          .client_name = options.server_name + "-sentinel"};
}

}  // namespace

RedisSentinels::RedisSentinels(event_base* loop, const RedisUrl& url,
                               std::shared_ptr<const RedisTls> tls, const RedisOptions& options,
                               RandomSource random, std::function<void()> changed)
    : sentinels_(url.addresses),
      master_name_(url.master_name),
      interval_(options.probe_interval),
      changed_(std::move(changed)),
      connection_(loop, target_of(url, options, std::move(tls), [this] { return next_sentinel(); }),
                  options, std::move(random),
                  {.ready = [this] { ask(); },
                   .lost = [this](const std::string& reason) { trouble_ = reason; },
                   .push = [](const RedisReply&) {}}),
      ask_timer_(loop, [this] { ask(); }) {}

Result<RedisAddress> RedisSentinels::master() const {
  if (master_) {
    return *master_;
  }
  return Error{trouble_, true};
}

Result<RedisAddress> RedisSentinels::next_sentinel() {
  return sentinels_[next_++ % sentinels_.size()];
}

void RedisSentinels::ask() {
  ask_timer_.start(interval_);
  if (!connection_.ready()) {
    return;
  }
  const std::array<std::string_view, 3> question = {"SENTINEL", "get-master-addr-by-name",
                                                    master_name_};
  const bool sent = connection_.send(question, [this](const Result<RedisReply>& answer) {
    if (answer.ok()) {
      on_answer(*answer);
    }
  });
  if (!sent) {
    connection_.reconnect("it does not keep up");
  }
}

void RedisSentinels::on_answer(const RedisReply& answer) {
  if (answer.elements.size() != 2) {
    connection_.reconnect(
        answer.is_error() ? answer.text : "it knows no master of the name \"" + master_name_ + '"');
    return;
  }
  RedisAddress named{.host = answer.elements[0].text, .port = 0};
  const std::string& port = answer.elements[1].text;
  std::from_chars(port.data(), port.data() + port.size(), named.port);
  if (master_ != named) {
    master_ = std::move(named);
    changed_();
  }
}

}  // namespace tidings::server

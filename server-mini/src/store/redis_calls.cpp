#include "redis_calls.h"

#include "new_entry.h"
#include "retention.h"

namespace tidings::server {
namespace {

constexpr const char* kTooMuch = "the store does not keep up: too much is waiting for it";

}  // namespace

void RedisCalls::set_usable(std::string epoch) {
  usable_ = true;
  epoch_ = std::move(epoch);
}

void RedisCalls::set_unusable(std::string reason) {
  usable_ = false;
  reason_ = std::move(reason);
}

std::string RedisCalls::now() const {
  return std::to_string(unix_ms(options_.clock()));
}
std::string RedisCalls::age() const {
  return std::to_string(options_.history_age.count());
}
std::string RedisCalls::life() const {
  return std::to_string(memory_of_a_log(options_.history_age).count());
}

void RedisCalls::run(Script script, std::vector<std::string> words, Callback callback) {
  if (!usable_) {
    refuse(std::move(callback), reason_);
  } else if (!scripts_.run(script, std::move(words), checked(callback))) {
    refuse(std::move(callback), kTooMuch);
  }
}

void RedisCalls::send(std::span<const std::string_view> words, Callback callback) {
  if (!usable_) {
    refuse(std::move(callback), reason_);
  } else if (!connection_.send(words, checked(callback))) {
    refuse(std::move(callback), kTooMuch);
  }
}

RedisCalls::Callback RedisCalls::checked(Callback callback) {
  return [this, callback = std::move(callback)](Result<RedisReply> reply) {
    callback(reply.ok() && reply->is_error() ? Result<RedisReply>(refusal(*reply))
                                             : std::move(reply));
  };
}

void RedisCalls::refuse(Callback callback, std::string reason) {
  later_.add([callback = std::move(callback), error = Error{std::move(reason), true}] {
    callback(error);
  });
}

/// A master that became a replica refuses all writes from now on; another connection may find the
/// new master.
Error RedisCalls::refusal(const RedisReply& reply) {
  if (reply.text.find("READONLY") != std::string::npos) {
    later_.add([this] { connection_.reconnect("it has become a read-only replica"); });
  }
  // Where in which script it happened means nothing to whoever reads this.
  return Error{"the store refuses: " + reply.text.substr(0, reply.text.find(" script: ")), true};
}

}  // namespace tidings::server

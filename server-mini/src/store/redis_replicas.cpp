#include "redis_replicas.h"

#include <array>
#include <utility>

namespace tidings::server {
namespace {

/// WAIT answers only after its own time-out.
RedisOptions patient(RedisOptions options) {
  options.command_timeout += options.replica_wait;
  return options;
}

}  // namespace

RedisReplicas::RedisReplicas(event_base* loop, RedisTarget target, RedisOptions options,
                             const StoreOptions& store, DeferredCalls& later,
                             std::function<void(const std::string& reason)> changed)
    : replicas_(options.replicas),
      patience_(options.replica_wait),
      later_(later),
      changed_(std::move(changed)),
      connection_(loop, std::move(target), patient(std::move(options)), store.random,
                  {.ready = [this] { on_ready(); },
                   .lost =
                       [this](const std::string& reason) {
                         loaded_ = false;
                         calls_.set_unusable(reason);
                         scripts_.on_lost(reason);
                         changed_(reason);
                       },
                   .push = [](const RedisReply&) {}}),
      scripts_(connection_),
      calls_(connection_, scripts_, later, store) {}

void RedisReplicas::on_ready() {
  const auto give_up = [this](const std::string& reason) { connection_.reconnect(reason); };
  scripts_.load(give_up);
  const bool sent = connection_.send(std::array<std::string_view, 1>{"PING"},
                                     [this](const Result<RedisReply>& reply) {
                                       loaded_ = reply.ok();
                                       set_epoch(epoch_);
                                     });
  if (!sent) {
    give_up("it does not keep up");
  }
}

void RedisReplicas::set_epoch(const std::string& epoch) {
  epoch_ = epoch;
  if (loaded_ && !epoch_.empty()) {
    calls_.set_usable(epoch_);
    changed_({});
  }
}

void RedisReplicas::confirm(Callback callback) {
  unconfirmed_.push_back(std::move(callback));
  if (unconfirmed_.size() == 1) {
    later_.add([this] { wait_for_replicas(); });
  }
}

void RedisReplicas::wait_for_replicas() {
  const std::string replicas = std::to_string(replicas_);
  const std::string patience = std::to_string(patience_.count());
  calls_.send(std::array<std::string_view, 3>{"WAIT", replicas, patience},
              [this, waiting = std::exchange(unconfirmed_, {})](const Result<RedisReply>& reply) {
                const auto verdict = judge(reply);
                for (const auto& callback : waiting) {
                  callback(verdict);
                }
              });
}

Result<void> RedisReplicas::judge(const Result<RedisReply>& reply) const {
  if (!reply) {
    return reply.error();
  }
  if (static_cast<std::size_t>(reply->integer) < replicas_) {
    return Error{"only " + std::to_string(reply->integer) + " of " + std::to_string(replicas_) +
                     " replicas of the store have it in time",
                 true};
  }
  return {};
}

}  // namespace tidings::server

#include "redis_subscriber.h"

#include <array>
#include <vector>

namespace tidings::server {
namespace {

/// Channels per SUBSCRIBE, when many are subscribed again at once.
constexpr std::size_t kBatch = 500;

}  // namespace

RedisSubscriber::RedisSubscriber(event_base* loop, RedisTarget target, RedisOptions options,
                                 RandomSource random, Events events)
    : events_(std::move(events)),
      connection_(loop, std::move(target), std::move(options), std::move(random),
                  {.ready = [this] { subscribe_all(); },
                   .lost = [this](const std::string& reason) { events_.lost(reason); },
                   .push = [this](RedisReply push) { on_push(std::move(push)); }}) {}

void RedisSubscriber::subscribe(const std::string& channel) {
  Channel& state = channels_[channel];
  state.wanted = true;
  if (connection_.ready()) {
    ++state.unconfirmed;
    connection_.send_unanswered(std::array<std::string_view, 2>{"SUBSCRIBE", channel});
  }
}

void RedisSubscriber::unsubscribe(const std::string& channel) {
  const auto known = channels_.find(channel);
  if (known == channels_.end()) {
    return;
  }
  if (!connection_.ready()) {
    channels_.erase(known);
    return;
  }
  known->second.wanted = false;
  ++known->second.unended;
  connection_.send_unanswered(std::array<std::string_view, 2>{"UNSUBSCRIBE", channel});
}

void RedisSubscriber::subscribe_all() {
  std::vector<std::string_view> words = {"SUBSCRIBE"};
  for (auto next = channels_.begin(); next != channels_.end();) {
    if (!next->second.wanted) {
      next = channels_.erase(next);
      continue;
    }
    next->second.unconfirmed = 1;
    next->second.unended = 0;
    words.push_back(next->first);
    ++next;
    if (words.size() > kBatch) {
      connection_.send_unanswered(words);
      words.resize(1);
    }
  }
  if (words.size() > 1) {
    connection_.send_unanswered(words);
  }
  events_.ready();
}

void RedisSubscriber::on_push(RedisReply push) {
  if (push.is_error()) {
    events_.refused(push.text);
    return;
  }
  if (push.elements.size() != 3) {
    return;
  }
  const std::string& kind = push.elements[0].text;
  if (kind == "message") {
    events_.message(push.elements[1].text, std::move(push.elements[2].text));
  } else if (kind == "subscribe") {
    on_subscribed(push.elements[1].text);
  } else if (kind == "unsubscribe") {
    on_unsubscribed(push.elements[1].text);
  }
}

void RedisSubscriber::on_subscribed(const std::string& name) {
  const auto known = channels_.find(name);
  if (known != channels_.end() && --known->second.unconfirmed == 0 && known->second.wanted) {
    events_.confirmed(name);
  }
}

void RedisSubscriber::on_unsubscribed(const std::string& name) {
  const auto known = channels_.find(name);
  if (known != channels_.end() && --known->second.unended == 0 && !known->second.wanted) {
    channels_.erase(known);
  }
}

}  // namespace tidings::server

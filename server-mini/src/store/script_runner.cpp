#include "script_runner.h"

#include <utility>

namespace tidings::server {

void ScriptRunner::load(const std::function<void(const std::string& reason)>& refused) {
  for (const Script script : kScripts) {
    const std::array<std::string_view, 3> words = {"SCRIPT", "LOAD", script_text(script)};
    const bool sent =
        connection_.send(words, [this, script, refused](const Result<RedisReply>& reply) {
          if (reply.ok() && reply->is_error()) {
            refused(reply->text);
          } else if (reply.ok()) {
            hashes_[static_cast<std::size_t>(script)] = reply->text;
          }
        });
    if (!sent) {
      refused("too much is waiting for it");
      return;
    }
  }
}

bool ScriptRunner::run(Script script, std::vector<std::string> words, Callback callback) {
  auto call = std::make_shared<Call>(Call{script, std::move(words), std::move(callback)});
  if (forgotten_) {
    refused_.push_back(std::move(call));
    return true;
  }
  return send(std::move(call));
}

bool ScriptRunner::send(std::shared_ptr<Call> call) {
  std::vector<std::string_view> text = {"EVALSHA", hashes_[static_cast<std::size_t>(call->script)]};
  text.insert(text.end(), call->words.begin(), call->words.end());
  const bool sent = connection_.send(text, [this, call](Result<RedisReply> reply) {
    --running_;
    on_reply(call, std::move(reply));
  });
  running_ += sent ? 1 : 0;
  return sent;
}

void ScriptRunner::on_reply(std::shared_ptr<Call> call, Result<RedisReply> reply) {
  if (reply.ok() && reply->is_error() && reply->text.starts_with("NOSCRIPT")) {
    forgotten_ = true;
    refused_.push_back(std::move(call));
  } else {
    call->callback(std::move(reply));
  }
  // Only now: what was sent before the first refusal was noticed has been refused, too.
  if (forgotten_ && running_ == 0 && connection_.ready()) {
    send_again();
  }
}

void ScriptRunner::send_again() {
  forgotten_ = false;
  load([this](const std::string& reason) { connection_.reconnect(reason); });
  for (auto& call : std::exchange(refused_, {})) {
    if (!send(call)) {
      call->callback(Error{"the store does not keep up: too much is waiting for it", true});
    }
  }
}

void ScriptRunner::on_lost(const std::string& reason) {
  forgotten_ = false;
  for (const auto& call : std::exchange(refused_, {})) {
    call->callback(Error{reason, true});
  }
}

}  // namespace tidings::server

// NDJSON: many notifications in one request, stored in order.
#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "tidings/json_text.h"

#include "api/handlers.h"
#include "api/idempotency.h"

namespace tidings::server {
namespace {

/// So many lines are with the store at once, as soon as it has taken one. Their order is kept;
/// after a failure no more are sent.
constexpr std::size_t kWindow = 64;

std::string failure(int status, std::string_view error) {
  return "{\"status\":" + std::to_string(status) + ",\"error\":" + json::quote(error) + '}';
}

std::vector<std::string_view> split_lines(std::string_view body) {
  std::vector<std::string_view> lines;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view line = body.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos)
      lines.push_back(line);
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return lines;
}

/// One request's lines on their way into the store. Lives in the callbacks that wait for it.
class Batch : public std::enable_shared_from_this<Batch> {
 public:
  Batch(ApiContext& context, Call call, std::string key)
      : context_(context),
        call_(std::move(call)),
        key_(std::move(key)),
        lines_(split_lines(call_.request.body)),
        results_(lines_.size()),
        stored_(lines_.size()) {}

  [[nodiscard]] std::size_t size() const { return lines_.size(); }

  /// Sends lines to the store while the window has room, and answers when all is done.
  void proceed() {
    while (next_ < lines_.size() && under_way_ < (store_works_ ? kWindow : 1) && !failed_at_)
      send(next_++);
    if (under_way_ == 0)
      answer();
  }

 private:
  void send(std::size_t line) {
    if (lines_[line].size() > context_.max_body)
      return refuse(line, 413,
                    "the line is longer than " + std::to_string(context_.max_body) + " bytes");
    const auto notification = parse_notification(lines_[line], NotificationOrigin::publisher);
    if (!notification)
      return refuse(line, 400, notification.error().message);
    const std::string key = key_.empty() ? key_ : key_ + '-' + std::to_string(line + 1);
    ++under_way_;
    context_.store.append(*notification,
                          idempotency_key(call_.identity, notification->idempotency_key, key),
                          [self = shared_from_this(), line](const Result<Appended>& appended) {
                            --self->under_way_;
                            self->note(line, appended);
                            self->proceed();
                          });
  }

  void refuse(std::size_t line, int status, std::string_view error) {
    ++context_.metrics.refused;
    results_[line] = failure(status, error);
  }

  void note(std::size_t line, const Result<Appended>& appended) {
    store_works_ = store_works_ || appended.ok();
    if (!appended) {
      failed_at_ = std::min(failed_at_.value_or(line), line);
      refuse(line, 503, appended.error().message);
    } else if (appended->outcome == Appended::Outcome::conflict) {
      refuse(line, 409, "this idempotency key was used with another content");
    } else {
      ++(appended->outcome == Appended::Outcome::stored ? context_.metrics.accepted
                                                        : context_.metrics.repeated);
      stored_[line] = true;
      results_[line] = "{\"id\":" + json::quote(to_text(appended->id)) + '}';
    }
  }

  /// What stands behind a failure and was not stored is to be sent again, whatever became of it.
  void answer() {
    const std::string not_tried = failure(503, "not tried");
    std::string body;
    for (std::size_t line = 0; line < results_.size(); ++line) {
      const bool behind_failure = failed_at_ && line > *failed_at_ && !stored_[line];
      body.append(behind_failure ? not_tried : results_[line]).append("\n");
    }
    call_.responder.send({200, {{"Content-Type", "application/x-ndjson"}}, std::move(body)});
  }

  ApiContext& context_;
  Call call_;
  std::string key_;
  std::vector<std::string_view> lines_;  // into the request's body
  std::vector<std::string> results_;
  std::vector<bool> stored_;
  std::size_t next_ = 0;
  std::size_t under_way_ = 0;
  std::optional<std::size_t> failed_at_;  // the first line that the store failed to take
  bool store_works_ = false;
};

}  // namespace

void publish_batch(ApiContext& context, Call call) {
  auto key = idempotency_header(call.request);
  if (!key)
    return call.responder.send(problem(400, key.error().message));
  const Responder responder = call.responder;
  const auto batch = std::make_shared<Batch>(context, std::move(call), std::move(key).value());
  if (batch->size() == 0)
    return responder.send(problem(400, "the body has no line with a notification"));
  if (batch->size() > kMaxBatchLines)
    return responder.send(problem(
        413, "the body has more than " + std::to_string(kMaxBatchLines) + " lines; send several"));
  batch->proceed();
}

}  // namespace tidings::server

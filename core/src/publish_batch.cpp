#include "publish_batch.h"

#include <algorithm>
#include <utility>

#include "tidings/json_text.h"

namespace tidings {
namespace {

/// `,"idempotencyKey":""` and a line end, generously.
constexpr std::size_t kLineOverhead = 32;

std::size_t size_of(const PublishEntry& entry) {
  return entry.json.size() + entry.idempotency_key.size() + kLineOverhead;
}

PublishResult result_of(const PublishEntry& entry, PublishResult::Kind kind,
                        std::string id_or_error) {
  PublishResult result{entry.line, kind, {}, entry.seller, {}};
  auto& text = kind == PublishResult::Kind::accepted ? result.id : result.error;
  text = std::move(id_or_error);
  return result;
}

/// A line of a batch: the notification with its key as one more member.
void append_line(std::string& body, const PublishEntry& entry) {
  body += R"({"idempotencyKey":)";
  json::append_quoted(body, entry.idempotency_key);
  body += ',';
  body.append(entry.json, 1);
  body += '\n';
}

}  // namespace

PublishEntry make_publish_entry(const PublishItem& item, std::string key) {
  PublishEntry entry;
  entry.line = item.line;
  auto notification = parse_notification(item.json, NotificationOrigin::publisher);
  if (!notification) {
    entry.result = result_of(entry, PublishResult::Kind::refused, notification.error().message);
    return entry;
  }
  entry.seller = std::move(notification->seller);
  notification->seller = entry.seller;
  entry.json = to_json(*notification);
  entry.idempotency_key =
      notification->idempotency_key.empty() ? std::move(key) : notification->idempotency_key;
  if (auto good = check_idempotency_key(entry.idempotency_key); !good) {
    entry.result = result_of(entry, PublishResult::Kind::refused,
                             "the idempotency key can't be used: " + good.error().message);
  }
  return entry;
}

bool PublishBatch::has_room_for(const PublishEntry& entry) const {
  return entries_.empty() || (entries_.size() < kMaxLines && bytes_ + size_of(entry) <= kMaxBytes);
}

void PublishBatch::add(PublishEntry entry) {
  bytes_ += size_of(entry);
  pending_ += entry.result ? 0 : 1;
  entries_.push_back(std::move(entry));
}

PublishBody PublishBatch::compose(std::size_t most) {
  sent_.clear();
  for (auto& entry : entries_) {
    if (!entry.result && sent_.size() < most) {
      sent_.push_back(&entry);
    }
  }
  if (sent_.size() == 1) {
    return {"application/json", sent_.front()->json, sent_.front()->idempotency_key};
  }
  PublishBody body{"application/x-ndjson", {}, {}};
  body.text.reserve(bytes_);
  for (const auto* entry : sent_) {
    append_line(body.text, *entry);
  }
  return body;
}

void PublishBatch::settle(std::size_t index, PublishResult::Kind kind, std::string id_or_error) {
  settle_entry(*sent_[index], kind, std::move(id_or_error));
}

void PublishBatch::settle_all(PublishResult::Kind kind, const std::string& error) {
  for (auto& entry : entries_) {
    settle_entry(entry, kind, error);
  }
}

void PublishBatch::settle_entry(PublishEntry& entry, PublishResult::Kind kind,
                                std::string id_or_error) {
  if (!entry.result) {
    entry.result = result_of(entry, kind, std::move(id_or_error));
    --pending_;
  }
}

std::optional<PublishResult> PublishBatch::take_result() {
  if (entries_.empty() || !entries_.front().result) {
    return std::nullopt;
  }
  auto result = std::move(entries_.front().result);
  bytes_ -= size_of(entries_.front());
  entries_.pop_front();
  sent_.clear();
  return result;
}

}  // namespace tidings

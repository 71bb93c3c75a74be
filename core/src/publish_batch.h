#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/publisher.h"

namespace tidings {

/// A notification on its way: what is sent of it, and its result as soon as there is one.
struct PublishEntry {
  std::uint64_t line = 0;
  std::optional<SellerId> seller;
  std::string json;  ///< on one line, without a key
  std::string idempotency_key;
  std::optional<PublishResult> result;
};

/// Checks an item. One that no server would accept comes with its result. `key` is used unless the
/// item names its own.
PublishEntry make_publish_entry(const PublishItem& item, std::string key);

/// The body of one request and what belongs to it.
struct PublishBody {
  std::string content_type;
  std::string text;
  std::string idempotency_key;  ///< for the header; empty when the lines carry their own
};

/// The notifications of one round, in order, from their reading until each has its result: bounded,
/// whatever the input.
class PublishBatch {
 public:
  static constexpr std::size_t kMaxLines = 1000;
  static constexpr std::size_t kMaxBytes = std::size_t{512} << 10;

  /// Whether `entry` still fits; into an empty batch anything does.
  [[nodiscard]] bool has_room_for(const PublishEntry& entry) const;
  void add(PublishEntry entry);

  [[nodiscard]] bool empty() const { return entries_.empty(); }
  /// How many have no result yet.
  [[nodiscard]] std::size_t pending() const { return pending_; }

  /// The first pending ones, at most `most`: JSON for one, NDJSON for several. REQUIRES: pending()
  /// > 0.
  PublishBody compose(std::size_t most);
  /// How many the last `compose` took.
  [[nodiscard]] std::size_t sent() const { return sent_.size(); }
  /// The result of the `index`-th of the last `compose`.
  void settle(std::size_t index, PublishResult::Kind kind, std::string id_or_error);
  /// The same error for all that are pending.
  void settle_all(PublishResult::Kind kind, const std::string& error);

  /// Takes out the next result, in order; nothing while the one before it is pending.
  std::optional<PublishResult> take_result();

 private:
  void settle_entry(PublishEntry& entry, PublishResult::Kind kind, std::string id_or_error);

  std::deque<PublishEntry> entries_;
  std::vector<PublishEntry*> sent_;
  std::size_t pending_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace tidings

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tidings/publisher.h"

#include "publish_batch.h"

namespace tidings {

/// Fills one batch after the other from the input, in order; gives each notification its key.
class PublishQueue {
 public:
  /// `key` and `numbered`: see `PublishSettings::idempotency_key` and `number_keys`.
  PublishQueue(PublishInput input, std::string key, bool numbered);

  /// Takes from the input until the batch is full or there is nothing (more).
  void fill();
  [[nodiscard]] PublishBatch& batch() { return batch_; }
  [[nodiscard]] const PublishBatch& batch() const { return batch_; }

  /// Something has been taken that did not fit into the batch.
  [[nodiscard]] bool holds_back() const { return held_.has_value(); }
  /// Everything has been taken and is in the batch, if anywhere.
  [[nodiscard]] bool exhausted() const { return ended_ && !held_; }

  /// Gives everything taken that is still pending this error.
  void fail_all(const std::string& error);

 private:
  bool pull();

  PublishInput input_;
  std::string key_;
  bool numbered_;
  PublishBatch batch_;
  std::optional<PublishEntry> held_;
  bool ended_ = false;
  std::uint64_t taken_ = 0;
};

}  // namespace tidings

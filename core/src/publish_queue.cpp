#include "publish_queue.h"

#include <utility>

namespace tidings {

PublishQueue::PublishQueue(PublishInput input, std::string key, bool numbered)
    : input_(std::move(input)), key_(std::move(key)), numbered_(numbered) {}

void PublishQueue::fill() {
  while (held_ || pull()) {
    if (!batch_.has_room_for(*held_)) {
      return;
    }
    batch_.add(*std::move(held_));
    held_.reset();
  }
}

bool PublishQueue::pull() {
  PublishItem item;
  const auto pulled = ended_ ? PublishPull::end : input_(item);
  if (pulled != PublishPull::item) {
    ended_ = pulled == PublishPull::end;
    return false;
  }
  ++taken_;
  held_ = make_publish_entry(item, numbered_ ? key_ + '-' + std::to_string(taken_) : key_);
  return true;
}

void PublishQueue::fail_all(const std::string& error) {
  if (held_) {
    batch_.add(*std::move(held_));
    held_.reset();
  }
  batch_.settle_all(PublishResult::Kind::failed, error);
}

}  // namespace tidings

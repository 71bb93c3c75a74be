#include "tidings/position_tracker.h"

#include <algorithm>
#include <utility>

namespace tidings {

std::uint64_t PositionTracker::arrived(std::string_view last_event_id) {
  if (size_ == ring_.size()) {
    grow();
  }
  const std::uint64_t number = first_ + size_;
  ++size_;
  Event& event = at(number);
  event.last_event_id.assign(last_event_id);
  event.done = false;
  return number;
}

std::uint64_t PositionTracker::done(std::uint64_t number) {
  if (number < first_ || number - first_ >= size_) {
    return 0;
  }
  const std::uint64_t first_before = first_;
  at(number).done = true;
  while (size_ > 0 && at(first_).done) {
    // Swapped, not copied: the ring keeps the memory.
    position_.swap(at(first_).last_event_id);
    ++first_;
    --size_;
  }
  return first_ - first_before;
}

void PositionTracker::grow() {
  std::vector<Event> larger(std::max<std::size_t>(8, ring_.size() * 2));
  for (std::uint64_t number = first_; number < first_ + size_; ++number) {
    larger[number % larger.size()] = std::move(at(number));
  }
  ring_ = std::move(larger);
}

}  // namespace tidings

#include "duplicate_filter.h"

#include <utility>

namespace tidings {

bool DuplicateFilter::is_duplicate(std::string_view id) {
  if (known_.contains(id)) {
    return true;
  }
  if (ids_.size() < kRemembered) {
    known_.insert(ids_.emplace_back(id));
    return false;
  }
  // The oldest makes room, and what held it holds the new one: a full memory takes no more.
  std::string& oldest = ids_[oldest_];
  auto node = known_.extract(oldest);
  oldest = id;
  node.value() = oldest;
  known_.insert(std::move(node));
  oldest_ = (oldest_ + 1) % kRemembered;
  return false;
}

}  // namespace tidings

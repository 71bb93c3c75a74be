#include "duplicate_filter.h"

namespace tidings {

bool DuplicateFilter::is_duplicate(std::string_view id) {
  if (known_.contains(id)) {
    return true;
  }
  if (order_.size() == kRemembered) {
    known_.erase(order_.front());
    order_.pop_front();
  }
  order_.emplace_back(id);
  known_.insert(order_.back());
  return false;
}

}  // namespace tidings

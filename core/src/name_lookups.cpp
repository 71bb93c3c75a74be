#include "name_lookups.h"

#include <utility>

namespace tidings {

bool NameLookups::begin(Transfer transfer, const std::string& name) {
  names_.insert_or_assign(transfer, name);
  const auto [look_up, is_first] = look_ups_.try_emplace(name);
  if (is_first) {
    look_up->second.by = transfer;
  } else {
    look_up->second.waiting.push_back(transfer);
  }
  return is_first;
}

std::vector<NameLookups::Transfer> NameLookups::finish(Transfer transfer) {
  const auto name = names_.find(transfer);
  if (name == names_.end()) {
    return {};
  }
  const auto look_up = look_ups_.find(name->second);
  names_.erase(name);
  std::vector<Transfer>& waiting = look_up->second.waiting;
  if (look_up->second.by != transfer) {
    std::erase(waiting, transfer);
    return {};
  }
  std::vector<Transfer> freed = std::move(waiting);
  look_ups_.erase(look_up);
  for (const Transfer waiter : freed) {
    names_.erase(waiter);
  }
  return freed;
}

std::vector<NameLookups::Transfer> NameLookups::under_way() const {
  std::vector<Transfer> transfers;
  transfers.reserve(look_ups_.size());
  for (const auto& [name, look_up] : look_ups_) {
    transfers.push_back(look_up.by);
  }
  return transfers;
}

}  // namespace tidings

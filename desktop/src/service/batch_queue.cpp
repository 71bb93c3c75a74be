#include "service/batch_queue.h"

#include <algorithm>
#include <utility>

#include "service/text.h"

namespace tidings::desktop {
namespace {

std::size_t size_of(const HistoryEntry& entry) {
  const qsizetype characters = entry.title.size() + entry.body.size() + entry.url.size();
  return sizeof(HistoryEntry) + static_cast<std::size_t>(characters * 2 + entry.data.size());
}

}  // namespace

void BatchQueue::push(HistoryEntry entry, std::string_view position, Arrival arrival) {
  const std::lock_guard lock(mutex_);
  bytes_ += size_of(entry);
  live_.push_back({std::move(entry), to_bytes(position), arrival});
}

void BatchQueue::pass(std::string_view position, Arrival arrival) {
  const std::lock_guard lock(mutex_);
  const std::size_t taken = under_way_ == &live_ ? under_way_count_ : 0;
  if (live_.size() > taken) {
    live_.back().position = to_bytes(position);
  } else {
    live_.push_back({std::nullopt, to_bytes(position), arrival});
  }
}

void BatchQueue::push_backlog(std::vector<HistoryEntry> entries) {
  const std::lock_guard lock(mutex_);
  for (HistoryEntry& entry : entries) {
    bytes_ += size_of(entry);
    backlog_.push_back({std::move(entry), {}, Arrival::backlog});
  }
}

void BatchQueue::hold_live() {
  const std::lock_guard lock(mutex_);
  held_ = true;
}

void BatchQueue::release_live() {
  const std::lock_guard lock(mutex_);
  held_ = false;
}

bool BatchQueue::has_live(const QString& id) const {
  const std::lock_guard lock(mutex_);
  return std::any_of(live_.begin(), live_.end(),
                     [&](const Item& item) { return item.entry && item.entry->id == id; });
}

bool BatchQueue::is_full() const {
  const std::lock_guard lock(mutex_);
  return live_.size() + backlog_.size() >= kMostEntries || bytes_ >= kMostBytes;
}

bool BatchQueue::is_low() const {
  const std::lock_guard lock(mutex_);
  return live_.size() + backlog_.size() <= kMostEntries / 2 && bytes_ <= kMostBytes / 2;
}

bool BatchQueue::backlog_is_empty() const {
  const std::lock_guard lock(mutex_);
  return backlog_.empty();
}

std::deque<BatchQueue::Item>* BatchQueue::next_items() {
  if (!backlog_.empty()) {
    return &backlog_;
  }
  return held_ || live_.empty() ? nullptr : &live_;
}

std::optional<ReceivedBatch> BatchQueue::take() {
  const std::lock_guard lock(mutex_);
  std::deque<Item>* items = under_way_ == nullptr ? next_items() : nullptr;
  if (items == nullptr) {
    return std::nullopt;
  }
  ReceivedBatch batch;
  batch.account = account_;
  batch.arrival = items->front().arrival;
  std::size_t count = 0;
  for (; count < std::min(items->size(), kBatchEntries); ++count) {
    const Item& item = (*items)[count];
    if (item.arrival != batch.arrival) {
      break;
    }
    if (item.entry) {
      batch.entries.push_back(*item.entry);
    }
    batch.position = item.position;
  }
  under_way_ = items;
  under_way_count_ = count;
  return batch;
}

void BatchQueue::settle(bool stored) {
  const std::lock_guard lock(mutex_);
  if (under_way_ != nullptr && stored) {
    drop(*under_way_, under_way_count_);
  }
  under_way_ = nullptr;
  under_way_count_ = 0;
}

void BatchQueue::drop(std::deque<Item>& items, std::size_t count) {
  for (; count > 0; --count) {
    bytes_ -= items.front().entry ? size_of(*items.front().entry) : 0;
    items.pop_front();
  }
  if (items.empty()) {
    items.shrink_to_fit();
  }
}

bool BatchQueue::is_under_way() const {
  const std::lock_guard lock(mutex_);
  return under_way_ != nullptr;
}

}  // namespace tidings::desktop

#include "memory_log.h"

#include <algorithm>

namespace tidings::server {
namespace {

constexpr std::uint64_t kKeyLifeMs = 24ULL * 60 * 60 * 1000;

}  // namespace

MemoryLog::MemoryLog(std::size_t history, std::chrono::milliseconds age, std::uint64_t now)
    : history_(history),
      age_(static_cast<std::uint64_t>(age.count())),
      bounds_{.trimmed = {now, 0}, .last = {now, 0}} {}

MemoryLog::Stored MemoryLog::append(NewEntry entry, Position accepted, std::uint64_t now) {
  trim(now);
  if (!entry.key_hash.empty()) {
    const auto known = keys_.find(entry.key_hash);
    if (known != keys_.end() && known->second.id.position.ms + kKeyLifeMs > now) {
      const bool same = known->second.content_hash == entry.content_hash;
      return {.appended = {same ? Appended::Outcome::repeated : Appended::Outcome::conflict,
                           known->second.id},
              .entry = {}};
    }
  }
  const Position position = std::max(accepted, Position{bounds_.last.ms, bounds_.last.seq + 1});
  NotificationId id{
      .broadcast = entry.log.is_broadcast(), .position = position, .nonce = std::move(entry.nonce)};
  bounds_.last = position;
  Stored stored;
  stored.entry = {position, with_id(to_text(id), entry.json_tail)};
  entries_.emplace_hint(entries_.end(), position, Kept{stored.entry.json, entry.key_hash});
  if (!entry.key_hash.empty()) {
    keys_[std::move(entry.key_hash)] = {id, std::move(entry.content_hash)};
  }
  stored.appended.id = std::move(id);
  trim(now);
  return stored;
}

Page MemoryLog::read_after(Position after, std::size_t limit, std::size_t max_bytes,
                           std::uint64_t now) {
  trim(now);
  Page page{.entries = {}, .bounds = bounds_};
  auto next = entries_.upper_bound(after);
  std::size_t bytes = 0;
  for (; next != entries_.end() && page.entries.size() < limit; ++next) {
    bytes += next->second.json.size();
    if (bytes > max_bytes && !page.entries.empty()) {
      break;
    }
    page.entries.push_back({next->first, next->second.json});
  }
  page.more = next != entries_.end();
  return page;
}

LogBounds MemoryLog::bounds(std::uint64_t now) {
  trim(now);
  return bounds_;
}

std::vector<Position> MemoryLog::kept(std::uint64_t now) {
  trim(now);
  std::vector<Position> positions;
  positions.reserve(entries_.size());
  for (const auto& [position, kept] : entries_) {
    positions.push_back(position);
  }
  return positions;
}

bool MemoryLog::has(const NotificationId& id, std::uint64_t now) {
  const auto page = read_after(just_before(id.position), 1, 0, now);
  return !page.entries.empty() && id_in(page.entries.front().json) == id;
}

void MemoryLog::trim(std::uint64_t now) {
  while (!entries_.empty() &&
         (entries_.size() > history_ || entries_.begin()->first.ms + age_ < now)) {
    drop_oldest();
  }
}

void MemoryLog::drop_oldest() {
  const auto oldest = entries_.begin();
  bounds_.trimmed = oldest->first;
  const auto key = keys_.find(oldest->second.key_hash);
  // After its 24 hours a key may have been used again, by a later entry.
  if (key != keys_.end() && key->second.id.position == oldest->first) {
    keys_.erase(key);
  }
  entries_.erase(oldest);
}

}  // namespace tidings::server

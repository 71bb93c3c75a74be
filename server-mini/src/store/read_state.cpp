#include "read_state.h"

#include <algorithm>

#include "new_entry.h"

namespace tidings::server {

std::size_t ReadMarks::unread_of(std::span<const Position> kept) const {
  return static_cast<std::size_t>(std::count_if(
      kept.begin(), kept.end(), [this](const Position& position) { return !is_read(position); }));
}

void ReadMarks::mark_read(Position position) {
  if (position > watermark_) {
    above_.insert(position);
  }
}

void ReadMarks::mark_read_up_to(Position position) {
  watermark_ = std::max(watermark_, position);
  above_.erase(above_.begin(), above_.upper_bound(watermark_));
}

void ReadMarks::mark_unread(Position position, std::span<const Position> kept) {
  above_.erase(position);
  if (position > watermark_) {
    return;
  }
  const auto first = std::upper_bound(kept.begin(), kept.end(), position);
  const auto last = std::upper_bound(first, kept.end(), watermark_);
  above_.insert(first, last);
  watermark_ = just_before(position);
}

void ReadMarks::forget(Position trimmed) {
  above_.erase(above_.begin(), above_.upper_bound(trimmed));
}

Followed merged_position(const NotificationId& id) {
  return {.seller = id.position,
          .broadcast = id.broadcast ? id.position : just_before(id.position)};
}

History merge_history(Page seller, Page broadcast, std::size_t limit, const ReadMarks& seller_marks,
                      const ReadMarks& broadcast_marks) {
  History history;
  auto s = seller.entries.begin();
  auto b = broadcast.entries.begin();
  const auto left = [&] { return s != seller.entries.end() || b != broadcast.entries.end(); };
  // Where one page ends because its limit cut it, the other log must not run ahead of what is
  // missing.
  const auto blocked = [&] {
    return (s == seller.entries.end() && seller.more) ||
           (b == broadcast.entries.end() && broadcast.more);
  };
  while (history.items.size() < limit && left() && !blocked()) {
    const bool from_seller =
        b == broadcast.entries.end() || (s != seller.entries.end() && s->position <= b->position);
    Entry& entry = from_seller ? *s++ : *b++;
    const auto& marks = from_seller ? seller_marks : broadcast_marks;
    if (auto id = id_in(entry.json)) {
      history.items.push_back({.id = std::move(*id),
                               .json = std::move(entry.json),
                               .read = marks.is_read(entry.position)});
    }
  }
  history.more = left() || blocked();
  return history;
}

}  // namespace tidings::server

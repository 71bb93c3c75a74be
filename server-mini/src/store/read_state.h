#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <vector>

#include "store.h"

namespace tidings::server {

/// What a seller has read of one log: all up to a watermark, and single ones above it. Holds no
/// more positions than the log keeps entries, as long as `forget` follows the trimming. Pure.
class ReadMarks {
 public:
  ReadMarks() = default;
  ReadMarks(Position watermark, std::set<Position> above)
      : watermark_(watermark), above_(std::move(above)) {}

  [[nodiscard]] bool is_read(Position position) const {
    return position <= watermark_ || above_.count(position) > 0;
  }
  [[nodiscard]] std::size_t unread_of(std::span<const Position> kept) const;

  void mark_read(Position position);
  void mark_read_up_to(Position position);
  /// `kept`: all positions in the log, in order: lowering the watermark keeps what is above
  /// `position` read.
  void mark_unread(Position position, std::span<const Position> kept);
  void forget(Position trimmed);

 private:
  Position watermark_;
  std::set<Position> above_;
};

/// How far back each log is meant by "this notification and all before it, of both logs"; the logs
/// are merged by position, a seller's entry before a broadcast at the same one.
Followed merged_position(const NotificationId& id);

/// The two logs as one list. `seller` and `broadcast` are what each log keeps after the point asked
/// for.
History merge_history(Page seller, Page broadcast, std::size_t limit, const ReadMarks& seller_marks,
                      const ReadMarks& broadcast_marks);

}  // namespace tidings::server

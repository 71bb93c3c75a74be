#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/export.h"

namespace tidings {

/// Tells how far one stream has been dealt with, when events are finished in another order than
/// they came: its position is the newest event before which everything is done. A pure data
/// structure; not thread-safe.
///
/// Holds the events from the oldest unfinished one on: as many as its user lets be under way at
/// once
/// (`StreamClient::pause` slows a stream down). Once warm it allocates nothing.
class TIDINGS_API PositionTracker {
 public:
  /// An event came; `last_event_id` is the stream's with this event. Returns the number by which
  /// `done` knows it; numbers count up from 1.
  std::uint64_t arrived(std::string_view last_event_id);

  /// The last event ID moved without an event: a position as soon as all before it is done. Returns
  /// what `done` does.
  std::uint64_t passed(std::string_view last_event_id) { return done(arrived(last_event_id)); }

  /// An event is dealt with: printed and flushed, its hook ended, stored. In any order; once more,
  /// or with a number never given, does nothing. Returns by how many events the position moved.
  std::uint64_t done(std::uint64_t number);

  /// The last event ID to resume after. Empty as long as nothing is done, and when the stream has
  /// no (or has reset its) last event ID. Holds until the next call.
  [[nodiscard]] std::string_view position() const noexcept { return position_; }
  [[nodiscard]] std::size_t unfinished() const noexcept { return size_; }

 private:
  struct Event {
    std::string last_event_id;
    bool done = false;
  };

  Event& at(std::uint64_t number) { return ring_[number % ring_.size()]; }
  void grow();

  // The events numbered first_ … first_ + size_ - 1, each at its number modulo the ring's size.
  std::vector<Event> ring_;
  std::uint64_t first_ = 1;
  std::size_t size_ = 0;
  std::string position_;
};

}  // namespace tidings

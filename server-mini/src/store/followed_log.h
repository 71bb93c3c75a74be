#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store.h"

namespace tidings::server {

/// What a wake-up on a log's channel says.
struct WakeUp {
  Entry entry;
  Position previous;  ///< of the entry before it: a follower that has less has missed something
};

/// How one log is followed without a gap and without a repetition: pub/sub may lose messages, the
/// log does not, so the log decides. A pure state machine: what happened goes in, what to do comes
/// out.
///
/// A confirmed subscription is followed by a reading of the log (the first time only of its
/// bounds); what is published meanwhile waits, and what the reading had already given is dropped.
class FollowedLog {
 public:
  enum class Next {
    nothing,
    open,  ///< ask for the bounds, making them known if they aren't; the answer goes to `on_opened`
    read,  ///< read after `position()`; the answer goes to `on_page`
  };
  struct Step {
    std::optional<Position> gap;  ///< first: tell that the log goes on after this position
    std::vector<Entry> deliver;   ///< then these
    Next next = Next::nothing;
  };

  /// Everything up to here was given, nothing after it. Meaningless until `is_open`.
  [[nodiscard]] Position position() const { return *position_; }
  [[nodiscard]] bool is_open() const { return position_.has_value(); }
  /// Whether what is appended now will be given: the log is live or being caught up with.
  [[nodiscard]] bool is_followed() const { return is_open() && state_ != State::lost; }
  /// Counts confirmations. An answer to what was asked in an earlier round says nothing about the
  /// time since the loss: leave it out.
  [[nodiscard]] std::uint64_t round() const { return round_; }

  /// The subscription stands, and so does the connection for reading.
  Step on_confirmed();
  /// One of the connections is gone: answers on their way will not come.
  void on_lost();
  /// The store has another epoch: what it keeps is news. Call `on_confirmed` afterwards.
  void on_new_epoch();
  Step on_opened(const LogBounds& bounds);
  Step on_page(Page page);
  Step on_wake_up(WakeUp wake_up);

 private:
  enum class State { lost, opening, reading, live };
  void keep(WakeUp wake_up);
  void take_waiting(Step& step);

  State state_ = State::lost;
  std::optional<Position> position_;
  std::uint64_t round_ = 0;
  bool new_epoch_ = false;
  std::vector<WakeUp> waiting_;
  std::size_t waiting_bytes_ = 0;
  Position newest_heard_;  ///< since the reading was asked for
};

}  // namespace tidings::server

#pragma once

#include <cstdint>
#include <optional>

#include "tidings/clock.h"
#include "tidings/position_store.h"

namespace tidings {

/// Decides when positions are written; told the time, knows no clock.
class PositionSchedule {
 public:
  explicit PositionSchedule(PositionWriting writing) : writing_(writing) {}

  /// A position has moved by `events`.
  void moved(std::uint64_t events, BootTime now) {
    events_ += events;
    if (!due_) {
      due_ = now + writing_.longest_delay;
    }
    if (events_ >= writing_.most_events && !failing_) {
      due_ = now;
    }
  }

  [[nodiscard]] bool is_due(BootTime now) const { return due_ && now >= *due_; }
  [[nodiscard]] std::optional<BootTime> due() const { return due_; }

  void written() {
    events_ = 0;
    failing_ = false;
    due_.reset();
  }

  void failed(BootTime now) {
    failing_ = true;
    due_ = now + writing_.retry_delay;
  }

 private:
  PositionWriting writing_;
  std::optional<BootTime> due_;
  std::uint64_t events_ = 0;
  bool failing_ = false;
};

}  // namespace tidings

#pragma once

#include <optional>
#include <string_view>

#include "tidings/clock.h"
#include "tidings/event_parser.h"
#include "tidings/mapping.h"
#include "tidings/notification.h"

#include "watch/stream_name.h"

namespace tidings::cli {

/// One event on its way through choosing, showing and acting. Lives as long as the event it refers
/// to: until the callback returns.
class ReceivedEvent {
 public:
  ReceivedEvent(const Event& event, const StreamName& stream, const EventMapping& mapping,
                WallTime received_at)
      : event_(event), stream_(stream), mapping_(mapping), received_at_(received_at) {}

  [[nodiscard]] const Event& event() const { return event_; }
  [[nodiscard]] const StreamName& stream() const { return stream_; }
  [[nodiscard]] WallTime received_at() const { return received_at_; }

  [[nodiscard]] EventKind kind() const { return mapping_.kind(event_); }
  /// What the event says to people, or null when it is no notification: looked into once.
  [[nodiscard]] const Notification* notification() const;

  /// Whether the data is one JSON value: looked into once, and only when somebody asks.
  [[nodiscard]] bool is_json() const;
  /// The text of the value that `pointer` names in JSON data, or nothing.
  [[nodiscard]] std::optional<std::string_view> json_at(std::string_view pointer) const;

 private:
  const Event& event_;
  const StreamName& stream_;
  const EventMapping& mapping_;
  WallTime received_at_;
  mutable std::optional<bool> is_json_;
  mutable std::optional<std::optional<Notification>> notification_;
};

}  // namespace tidings::cli

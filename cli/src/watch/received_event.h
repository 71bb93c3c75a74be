#pragma once

#include <optional>
#include <string_view>

#include "tidings/clock.h"
#include "tidings/event_parser.h"

#include "watch/stream_name.h"

namespace tidings::cli {

/// One event on its way through choosing, showing and acting. Lives as long as the event it refers
/// to: until the callback returns.
class ReceivedEvent {
 public:
  ReceivedEvent(const Event& event, const StreamName& stream, WallTime received_at)
      : event_(event), stream_(stream), received_at_(received_at) {}

  [[nodiscard]] const Event& event() const { return event_; }
  [[nodiscard]] const StreamName& stream() const { return stream_; }
  [[nodiscard]] WallTime received_at() const { return received_at_; }

  /// Whether the data is one JSON value: looked into once, and only when somebody asks.
  [[nodiscard]] bool is_json() const;
  /// The text of the value that `pointer` names in JSON data, or nothing.
  [[nodiscard]] std::optional<std::string_view> json_at(std::string_view pointer) const;

 private:
  const Event& event_;
  const StreamName& stream_;
  WallTime received_at_;
  mutable std::optional<bool> is_json_;
};

}  // namespace tidings::cli

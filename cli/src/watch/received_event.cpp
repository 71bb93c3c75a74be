#include "watch/received_event.h"

#include "tidings/json_text.h"

namespace tidings::cli {

bool ReceivedEvent::is_json() const {
  if (!is_json_) {
    is_json_ = json::validate(event_.data).ok();
  }
  return *is_json_;
}

std::optional<std::string_view> ReceivedEvent::json_at(std::string_view pointer) const {
  return is_json() ? json::at(event_.data, pointer) : std::nullopt;
}

const Notification* ReceivedEvent::notification() const {
  if (!notification_) {
    notification_ = mapping_.notification(event_);
  }
  return notification_->has_value() ? &**notification_ : nullptr;
}

}  // namespace tidings::cli

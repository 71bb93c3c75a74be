#include "watch/event_kind.h"

#include <cstddef>
#include <optional>
#include <string_view>

#include "tidings/json_text.h"

namespace tidings::cli {
namespace {

/// `{"content":"heartbeat"}`: what browsers' libraries are kept awake with.
bool is_heartbeat_data(const ReceivedEvent& received) {
  constexpr std::size_t kLongestHeartbeat = 256;  // nothing longer is worth parsing for this
  const std::string_view data = received.event().data;
  if (data.size() > kLongestHeartbeat || data.find("heartbeat") == std::string_view::npos) {
    return false;
  }
  const auto content = received.json_at("/content");
  return content && json::scalar_text(*content) == "heartbeat";
}

EventKind kind_of_tidings_event(const ReceivedEvent& received) {
  const std::string_view type = received.event().type;
  if (type == "heartbeat" || (type == "message" && is_heartbeat_data(received))) {
    return EventKind::heartbeat;
  }
  if (type == "gap") {
    return EventKind::gap;
  }
  if (type == "read") {
    return EventKind::read;
  }
  return type == "unread" ? EventKind::unread : EventKind::ordinary;
}

std::string text_at(const ReceivedEvent& received, std::string_view pointer) {
  const auto value = received.json_at(pointer);
  return value ? json::scalar_text(*value) : std::string{};
}

std::string gap_status(const ReceivedEvent& received) {
  const std::string requested = text_at(received, "/requested");
  const std::string oldest = text_at(received, "/oldest");
  std::string text = "gap: some events";
  text += requested.empty() ? "" : " after " + requested;
  text += " are gone";
  return text + (oldest.empty() ? "" : "; the oldest the server has is " + oldest);
}

std::string read_status(const ReceivedEvent& received, std::string_view what) {
  if (const std::string up_to = text_at(received, "/upTo"); !up_to.empty()) {
    return std::string(what) + ": everything up to " + up_to;
  }
  std::size_t count = 0;
  const auto ids = received.json_at("/ids");
  if (ids && json::is_array(*ids)) {
    json::for_each_element(*ids, [&](std::string_view) {
      ++count;
      return true;
    });
  }
  return std::string(what) + ": " + std::to_string(count) +
         (count == 1 ? " notification" : " notifications");
}

}  // namespace

EventKind kind_of(const ReceivedEvent& received, Preset preset) {
  switch (preset) {
    case Preset::tidings:
      return kind_of_tidings_event(received);
    case Preset::ntfy:
      return received.event().type == "open" || received.event().type == "keepalive"
                 ? EventKind::heartbeat
                 : EventKind::ordinary;
    case Preset::mercure:
    case Preset::plain:
      break;
  }
  return EventKind::ordinary;
}

std::string control_status(const ReceivedEvent& received, EventKind kind) {
  switch (kind) {
    case EventKind::gap:
      return gap_status(received);
    case EventKind::read:
      return read_status(received, "read on another device");
    case EventKind::unread:
      return read_status(received, "marked unread on another device");
    case EventKind::ordinary:
    case EventKind::heartbeat:
      break;
  }
  return {};
}

}  // namespace tidings::cli

#include "watch/control_event.h"

#include <cstddef>
#include <string_view>

#include "tidings/json_text.h"

namespace tidings::cli {
namespace {

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

std::string control_status(const ReceivedEvent& received) {
  switch (received.kind()) {
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

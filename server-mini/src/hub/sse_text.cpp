#include "hub/sse_text.h"

#include "tidings/json_text.h"

namespace tidings::server::sse {
namespace {

constexpr std::size_t kMaxRequested = 256;

std::string retry_line(std::chrono::milliseconds time) {
  return "retry: " + std::to_string(time.count()) + '\n';
}

}  // namespace

std::string opening(std::chrono::milliseconds reconnection_time) {
  return retry_line(reconnection_time) + ": tidings\n\n";
}

std::string reconnection_time(std::chrono::milliseconds time) {
  return retry_line(time) + '\n';
}

std::string position(std::string_view cursor) {
  return "id: " + std::string(cursor) + "\n\n";
}

std::string notification_head(std::string_view cursor) {
  std::string out;
  out.reserve(cursor.size() + 11);
  return out.append("id: ").append(cursor).append("\ndata: ");
}

std::string control_event(std::string_view type, std::string_view data) {
  std::string out = "event: ";
  return out.append(type).append("\ndata: ").append(data).append(kBlockEnd);
}

std::string gap_data(std::string_view requested, std::string_view oldest) {
  return R"({"requested":)" + json::quote(requested.substr(0, kMaxRequested)) + R"(,"oldest":)" +
         json::quote(oldest) + '}';
}

std::string_view heartbeat(HeartbeatForm form) {
  switch (form) {
    case HeartbeatForm::comment:
      return ": heartbeat\n\n";
    case HeartbeatForm::event:
      return "event: heartbeat\ndata:\n\n";
    case HeartbeatForm::data:
      return "data: {\"content\":\"heartbeat\"}\n\n";
  }
  return {};
}

}  // namespace tidings::server::sse

#include <utility>

#include "api/handlers.h"

namespace tidings::server {
namespace {

/// The header, or the parameter where a header can't be set. Empty is as good as none.
std::optional<std::string> last_event_id(const Request& request) {
  for (const auto& value :
       {request.head.field("last-event-id"), request.target.parameter("lastEventId")}) {
    if (value && !value->empty())
      return std::string(*value);
  }
  return std::nullopt;
}

Fields stream_fields(std::chrono::milliseconds heartbeat) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(heartbeat);
  return {{"Content-Type", "text/event-stream; charset=utf-8"},
          {"Cache-Control", "no-cache, no-transform"},
          {"X-Accel-Buffering", "no"},
          {"X-SSE-Keepalive", std::to_string(seconds.count())}};
}

}  // namespace

void open_stream(ApiContext& context, Call call) {
  auto last_id = last_event_id(call.request);
  context.hub.open({*call.identity.seller, std::move(last_id), call.identity.expires,
                    stream_fields(context.heartbeat), std::move(call.responder)});
}

}  // namespace tidings::server

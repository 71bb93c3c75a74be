#include <charconv>
#include <utility>

#include "tidings/json_text.h"

#include "api/handlers.h"

namespace tidings::server {
namespace {

constexpr std::size_t kDefaultLimit = 100;
constexpr std::size_t kMaxLimit = 500;

Result<std::size_t> read_limit(const Target& target) {
  const auto text = target.parameter("limit");
  if (!text)
    return kDefaultLimit;
  std::size_t limit = 0;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, limit);
  if (error != std::errc() || stop != end || limit < 1 || limit > kMaxLimit)
    return Error{"limit must be a number from 1 to " + std::to_string(kMaxLimit)};
  return limit;
}

Result<std::optional<NotificationId>> read_after(const Target& target) {
  const auto text = target.parameter("after");
  if (!text || text->empty())
    return std::optional<NotificationId>();
  auto id = parse_notification_id(*text);
  if (!id)
    return Error{"after must be the id of a notification"};
  return id;
}

/// REQUIRES: `json` is an object with at least one member.
void append_with_read(std::string& out, std::string_view json, bool read) {
  out.append(json.substr(0, json.rfind('}'))).append(read ? ",\"read\":true}" : ",\"read\":false}");
}

std::string to_json(const History& history) {
  std::string out = "{\"notifications\":[";
  for (const auto& item : history.items) {
    if (out.back() != '[')
      out += ',';
    append_with_read(out, item.json, item.read);
  }
  out += "],\"unread\":" + std::to_string(history.unread) + ",\"next\":";
  out += history.more && !history.items.empty() ? json::quote(to_text(history.items.back().id))
                                                : "null";
  return out += '}';
}

}  // namespace

void list_notifications(ApiContext& context, Call call) {
  const auto limit = read_limit(call.request.target);
  if (!limit)
    return call.responder.send(problem(400, limit.error().message));
  const auto after = read_after(call.request.target);
  if (!after)
    return call.responder.send(problem(400, after.error().message));
  context.store.history(*call.identity.seller, *after, *limit,
                        [responder = call.responder](const Result<History>& history) {
                          responder.send(history ? json_response(200, to_json(*history))
                                                 : store_unreachable(history.error()));
                        });
}

}  // namespace tidings::server

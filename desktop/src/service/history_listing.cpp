#include "service/history_listing.h"

#include "tidings/json_text.h"
#include "tidings/notification.h"

#include "service/entry_from_event.h"

namespace tidings::desktop {
namespace {

/// A notification may be as deep as JSON may be anywhere; here it stands in a list in an object.
constexpr std::size_t kDeepest = json::kMaxJsonDepth + 2;

}  // namespace

Result<HistoryListing> parse_history_listing(std::string_view body, const QString& account,
                                             const QDateTime& received_at) {
  const Error no_listing{"the server's answer is no list of notifications"};
  if (!json::validate(body, kDeepest) || !json::is_object(body)) {
    return no_listing;
  }
  const auto list = json::at(body, "/notifications");
  if (!list || !json::is_array(*list)) {
    return no_listing;
  }
  HistoryListing listing;
  json::for_each_element(*list, [&](std::string_view element) {
    const auto notification = parse_notification(element, NotificationOrigin::server);
    if (notification && !notification->id.empty()) {
      HistoryEntry entry = entry_from_notification(*notification, account, received_at);
      entry.read = json::at(element, "/read") == "true";
      listing.entries.push_back(std::move(entry));
    }
    return true;
  });
  if (const auto next = json::at(body, "/next"); next && json::is_string(*next)) {
    listing.next = json::string_content(*next).value_or("");
  }
  return listing;
}

}  // namespace tidings::desktop

#include "store.h"

#include "tidings/json_text.h"

namespace tidings::server {

LogName LogName::of(const Notification& notification) {
  return notification.seller ? LogName(*notification.seller) : LogName::broadcast();
}

std::string to_json(const ReadChange& change) {
  if (change.up_to) {
    return "{\"upTo\":" + json::quote(to_text(*change.up_to)) + '}';
  }
  std::string text = "{\"ids\":[";
  for (const auto& id : change.ids) {
    if (text.back() != '[') {
      text += ',';
    }
    json::append_quoted(text, to_text(id));
  }
  return text + "]}";
}

}  // namespace tidings::server

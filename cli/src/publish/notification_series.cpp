#include "publish/notification_series.h"

#include <string_view>

namespace tidings::cli {

std::uint64_t NotificationSeries::receivers() const {
  return options_.broadcast ? 1 : options_.sellers.size();
}

std::uint64_t NotificationSeries::size() const {
  return options_.repeat.value_or(1) * receivers();
}

std::string NotificationSeries::json(std::uint64_t number) const {
  const std::uint64_t index = number - 1;
  const std::uint64_t copy = index / receivers() + 1;
  Notification notification = options_.notification;
  notification.broadcast = options_.broadcast;
  if (!options_.broadcast) {
    notification.seller = options_.sellers[index % receivers()];
  }
  notification.title = numbered(options_.notification.title, copy);
  notification.body = numbered(options_.notification.body, copy);
  notification.data = data(copy);
  return to_json(notification);
}

std::string NotificationSeries::data(std::uint64_t copy) const {
  return numbered(options_.notification.data, copy);
}

std::string NotificationSeries::numbered(const std::string& text, std::uint64_t copy) const {
  constexpr std::string_view kNumber = "{n}";
  if (!options_.repeat) {
    return text;
  }
  std::string out;
  std::string_view rest = text;
  for (std::size_t place = rest.find(kNumber); place != std::string_view::npos;
       place = rest.find(kNumber)) {
    out.append(rest.substr(0, place)).append(std::to_string(copy));
    rest.remove_prefix(place + kNumber.size());
  }
  return out.append(rest);
}

}  // namespace tidings::cli

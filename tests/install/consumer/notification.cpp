#include "tidings/notification.h"

#include <iostream>
#include <string>

int main(int, char** arguments) {
  const auto notification =
      tidings::parse_notification(arguments[1], tidings::NotificationOrigin::publisher);
  std::cout << (notification ? notification->title : notification.error().message) << '\n';
}

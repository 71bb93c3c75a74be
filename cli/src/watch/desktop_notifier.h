#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tidings/event_loop.h"
#include "tidings/notification.h"
#include "tidings/result.h"

namespace tidings::cli {

/// Shows notifications by the desktop's notification service (org.freedesktop.Notifications on the
/// session bus), without ever waiting for it. On the loop's thread; must not outlive the loop.
class DesktopNotifier {
 public:
  struct Callbacks {
    /// Many notifications are under way (true), or few again (false).
    std::function<void(bool backed_up)> on_backed_up;
    /// A notification could not be shown; said once for each reason in a row.
    std::function<void(const std::string& reason)> on_failure;
  };

  /// The error says why there is no desktop to show anything on.
  static Result<std::unique_ptr<DesktopNotifier>> connect(EventLoop& loop, Callbacks callbacks);
  ~DesktopNotifier();
  DesktopNotifier(const DesktopNotifier&) = delete;
  DesktopNotifier& operator=(const DesktopNotifier&) = delete;

  void show(const Notification& notification);

  /// The desktop has answered for everything shown.
  [[nodiscard]] bool is_idle() const;

 private:
  class Connection;
  explicit DesktopNotifier(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace tidings::cli

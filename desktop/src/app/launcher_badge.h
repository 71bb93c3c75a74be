#pragma once

#include <QDBusConnection>

namespace tidings::desktop {

/// The unread number on the program's icon in docks that know `com.canonical.Unity.LauncherEntry`.
class LauncherBadge {
 public:
  explicit LauncherBadge(QDBusConnection bus) : bus_(std::move(bus)) {}
  void show(int unread);

 private:
  QDBusConnection bus_;
};

}  // namespace tidings::desktop

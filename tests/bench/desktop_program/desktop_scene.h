#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariantMap>
#include <chrono>
#include <memory>
#include <vector>

#include "desktop/harness/desktop_program.h"
#include "desktop/harness/fake_notification_daemon.h"
#include "desktop/harness/fake_tray.h"
#include "support/tidings_server.h"

namespace tidings::bench {

using Clock = std::chrono::steady_clock;

/// A server, a desktop and `tidings-desktop`, hidden in its tray.
class DesktopScene : public QObject {
  Q_OBJECT

 public:
  DesktopScene();

  [[nodiscard]] bool start();
  void publish(const QByteArray& json_lines);
  void publish_one(const QString& title);
  /// As `org.tidings.Desktop1` told it last.
  [[nodiscard]] uint unread() const { return unread_; }
  [[nodiscard]] bool wait_for_unread(uint number);
  /// How long one call over D-Bus takes: the event loop's stalls show in it.
  [[nodiscard]] std::chrono::microseconds ping();

  test::TidingsServer& server() { return server_; }
  test::FakeNotificationDaemon& daemon() { return daemon_; }
  test::FakeTray& tray() { return tray_; }
  test::DesktopProgram& desktop() { return desktop_; }
  test::VirtualDisplay& display() { return display_; }
  test::PrivateBus& bus() { return bus_; }

 signals:
  void unread_changed(uint unread);

 private slots:
  void on_properties(const QString& interface, const QVariantMap& changed,
                     const QStringList& invalidated);

 private:
  test::VirtualDisplay display_;
  test::PrivateBus bus_;
  test::TidingsServer server_;
  test::FakeNotificationDaemon daemon_;
  test::FakeTray tray_;
  test::DesktopProgram desktop_;
  QDBusConnection listener_;
  uint unread_ = 0;
};

}  // namespace tidings::bench

#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace tidings::test {

/// A D-Bus daemon of the test's own, on which nothing starts by itself: the user's session and the
/// services that Debian would start on demand stay out of it. Ends with the object, and with the
/// test if that dies.
class PrivateBus {
 public:
  PrivateBus();
  ~PrivateBus();
  PrivateBus(const PrivateBus&) = delete;
  PrivateBus& operator=(const PrivateBus&) = delete;

  [[nodiscard]] bool is_running() const { return !address_.isEmpty(); }
  /// For `DBUS_SESSION_BUS_ADDRESS` of programs under test.
  [[nodiscard]] const QString& address() const { return address_; }
  /// Another connection at each call, closed with the bus.
  [[nodiscard]] QDBusConnection connect();

 private:
  QTemporaryDir folder_;
  QProcess daemon_;
  QString address_;
  QStringList connections_;
};

}  // namespace tidings::test

#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QVariant>
#include <memory>

#include "desktop/harness/private_bus.h"
#include "desktop/harness/virtual_display.h"
#include "support/program.h"

namespace tidings::test {

/// `tidings-desktop` on a bus and a display of the test's, with folders of its own.
class DesktopProgram {
 public:
  /// Without a bus: there is none in its session.
  DesktopProgram(const VirtualDisplay& display, PrivateBus* bus);

  /// The lines of `[profiles.shop]`.
  void set_profile(const QStringList& lines) const;
  [[nodiscard]] QString config_folder() const { return folder_.filePath("config/tidings"); }
  [[nodiscard]] QString data_folder() const { return folder_.filePath("data/tidings"); }
  [[nodiscard]] QString autostart_file() const {
    return folder_.filePath("config/autostart/org.tidings.Desktop.desktop");
  }

  [[nodiscard]] bool start(const QStringList& arguments = {});
  /// Another one in the same session: its exit status and output.
  [[nodiscard]] Program& second(const QStringList& arguments = {});
  [[nodiscard]] Program& program() { return *program_; }

  /// A property of `org.tidings.Desktop1`, as the bus says now.
  [[nodiscard]] QVariant property(const QString& name);
  [[nodiscard]] bool wait_for_property(const QString& name, const QVariant& value);
  /// A method of `org.freedesktop.Application`; false when it failed.
  bool call(const QString& method, const QVariantList& arguments);

 private:
  std::unique_ptr<Program> make(const QStringList& arguments) const;
  QDBusMessage ask(const QString& interface, const QString& method, const QVariantList& arguments);

  QTemporaryDir folder_;
  QString display_;
  QString address_;
  QDBusConnection bus_;
  std::unique_ptr<Program> program_;
  std::unique_ptr<Program> second_;
};

}  // namespace tidings::test

#include "desktop/harness/desktop_program.h"

#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QDir>
#include <QFile>
#include <QTest>

namespace tidings::test {
namespace {

constexpr int kPatience = 30'000;
const QLatin1String kName("org.tidings.Desktop");
const QLatin1String kPath("/org/tidings/Desktop");

}  // namespace

DesktopProgram::DesktopProgram(const VirtualDisplay& display, PrivateBus* bus)
    : display_(display.name()),
      address_(bus != nullptr ? bus->address() : QStringLiteral("unix:path=/nonexistent")),
      bus_(bus != nullptr ? bus->connect() : QDBusConnection(QStringLiteral("none"))) {
  QDir().mkpath(config_folder());
}

void DesktopProgram::set_profile(const QStringList& lines) const {
  QFile file(config_folder() + "/config.toml");
  if (!file.open(QIODevice::WriteOnly)) {
    qFatal("cannot write %s", qPrintable(file.fileName()));
  }
  file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
  file.write("[profiles.shop]\n" + lines.join(QChar(u'\n')).toUtf8() + "\n");
}

std::unique_ptr<Program> DesktopProgram::make(const QStringList& arguments) const {
  auto program = std::make_unique<Program>(QStringLiteral(TIDINGS_DESKTOP_EXECUTABLE), arguments);
  program->set_environment("DISPLAY", display_);
  program->set_environment("QT_QPA_PLATFORM", "xcb");
  program->set_environment("DBUS_SESSION_BUS_ADDRESS", address_);
  program->set_environment("DBUS_SYSTEM_BUS_ADDRESS", address_);
  program->set_environment("HOME", folder_.path());
  program->set_environment("XDG_CONFIG_HOME", folder_.filePath("config"));
  program->set_environment("XDG_DATA_HOME", folder_.filePath("data"));
  program->set_environment("XDG_RUNTIME_DIR", folder_.path());
  program->set_environment("LANG", "C.UTF-8");
  program->set_environment("LC_ALL", "C.UTF-8");
  return program;
}

bool DesktopProgram::start(const QStringList& arguments) {
  program_ = make(arguments);
  return program_->start();
}

Program& DesktopProgram::second(const QStringList& arguments) {
  second_ = make(arguments);
  return *second_;
}

/// Without blocking: the program may be asking the test's services something at this moment.
QDBusMessage DesktopProgram::ask(const QString& interface, const QString& method,
                                 const QVariantList& arguments) {
  QDBusMessage message = QDBusMessage::createMethodCall(kName, kPath, interface, method);
  message.setArguments(arguments);
  const QDBusPendingCallWatcher watcher(bus_.asyncCall(message));
  if (!QTest::qWaitFor([&] { return watcher.isFinished(); }, kPatience)) {
    return {};
  }
  return watcher.reply();
}

QVariant DesktopProgram::property(const QString& name) {
  const QDBusMessage reply =
      ask("org.freedesktop.DBus.Properties", "Get", {QStringLiteral("org.tidings.Desktop1"), name});
  return reply.arguments().value(0).value<QDBusVariant>().variant();
}

bool DesktopProgram::wait_for_property(const QString& name, const QVariant& value) {
  return QTest::qWaitFor([&] { return property(name) == value; }, kPatience);
}

bool DesktopProgram::call(const QString& method, const QVariantList& arguments) {
  return ask("org.freedesktop.Application", method, arguments).type() == QDBusMessage::ReplyMessage;
}

}  // namespace tidings::test

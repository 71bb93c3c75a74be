#include "app/first_instance.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QVariantList>
#include <QVariantMap>

#include "app/session_interface.h"

namespace tidings::desktop {
namespace {

/// Milliseconds: one that is at work answers at once, one that is just starting soon.
constexpr int kPatience = 8000;

QVariantMap platform_data() {
  QVariantMap data;
  const QString token = qEnvironmentVariable("XDG_ACTIVATION_TOKEN");
  if (!token.isEmpty()) {
    data.insert(QStringLiteral("activation-token"), token);
  }
  const QString startup_id = qEnvironmentVariable("DESKTOP_STARTUP_ID");
  if (!startup_id.isEmpty()) {
    data.insert(QStringLiteral("desktop-startup-id"), startup_id);
  }
  return data;
}

QDBusMessage request(const CommandLine& line) {
  const auto call = [](const char* method) {
    return QDBusMessage::createMethodCall(
        QLatin1String(SessionInterface::kName), QLatin1String(SessionInterface::kPath),
        QStringLiteral("org.freedesktop.Application"), QLatin1String(method));
  };
  if (line.request == CommandLine::Request::quit) {
    return call("ActivateAction") << QStringLiteral("quit") << QVariant(QVariantList())
                                  << platform_data();
  }
  if (!line.uris.isEmpty()) {
    return call("Open") << line.uris << platform_data();
  }
  return call("Activate") << platform_data();
}

}  // namespace

HandOver hand_over(const QDBusConnection& bus, const CommandLine& line) {
  if (!bus.isConnected()) {
    return HandOver::none_runs;
  }
  const auto runs = bus.interface()->isServiceRegistered(QLatin1String(SessionInterface::kName));
  if (!runs.isValid() || !runs.value()) {
    return HandOver::none_runs;
  }
  QDBusMessage message = request(line);
  message.setAutoStartService(false);
  const auto answer = bus.call(message, QDBus::Block, kPatience).type();
  return answer == QDBusMessage::ReplyMessage ? HandOver::done : HandOver::no_answer;
}

}  // namespace tidings::desktop

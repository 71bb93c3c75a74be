#include "desktop/harness/fake_notification_daemon.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusVariant>

namespace tidings::test {
namespace {

const QLatin1String kService("org.freedesktop.Notifications");
const QLatin1String kPath("/org/freedesktop/Notifications");
const QLatin1String kDunst("org.dunstproject.cmd0");
const QLatin1String kProperties("org.freedesktop.DBus.Properties");
/// Ids do not start at 1 with every daemon.
constexpr quint32 kFirstId = 40;

}  // namespace

FakeNotificationDaemon::FakeNotificationDaemon(PrivateBus& bus) : bus_(bus.connect()) {
  bus_.registerVirtualObject(kPath, this);
}

FakeNotificationDaemon::~FakeNotificationDaemon() {
  bus_.unregisterObject(kPath);
  bus_.unregisterService(kService);
}

void FakeNotificationDaemon::start() {
  last_id_ = kFirstId;
  on_screen_.clear();
  bus_.registerService(kService);
}

void FakeNotificationDaemon::stop() {
  bus_.unregisterService(kService);
}

QList<NotifyCall> FakeNotificationDaemon::shown() const {
  QList<NotifyCall> shown;
  for (const quint32 id : on_screen_) {
    for (auto call = calls_.crbegin(); call != calls_.crend(); ++call) {
      if (call->id == id) {
        shown.append(*call);
        break;
      }
    }
  }
  return shown;
}

bool FakeNotificationDaemon::handleMessage(const QDBusMessage& message,
                                           const QDBusConnection& connection) {
  if (is_hanging_) {
    return true;
  }
  if (message.interface() == kProperties) {
    const QVariant value =
        property(message.arguments().value(0).toString(), message.arguments().value(1).toString());
    connection.send(value.isValid() ? message.createReply(QVariant::fromValue(QDBusVariant(value)))
                                    : message.createErrorReply(QDBusError::UnknownProperty,
                                                               "no such property"));
    return true;
  }
  if (message.member() == QLatin1String("Notify")) {
    connection.send(message.createReply(take(message)));
  } else if (message.member() == QLatin1String("GetCapabilities")) {
    connection.send(message.createReply(capabilities_));
  } else if (message.member() == QLatin1String("GetServerInformation")) {
    connection.send(message.createReply({QStringLiteral("fake"), QStringLiteral("tests"),
                                         QStringLiteral("1"), QStringLiteral("1.2")}));
  } else if (message.member() == QLatin1String("CloseNotification")) {
    const auto id = message.arguments().value(0).value<quint32>();
    closed_.append(id);
    connection.send(message.createReply());
    close(id, 3);
  } else {
    return false;
  }
  return true;
}

quint32 FakeNotificationDaemon::take(const QDBusMessage& message) {
  const QVariantList arguments = message.arguments();
  NotifyCall call;
  call.signature = message.signature();
  call.application = arguments.value(0).toString();
  call.replaced_id = arguments.value(1).value<quint32>();
  call.icon = arguments.value(2).toString();
  call.summary = arguments.value(3).toString();
  call.body = arguments.value(4).toString();
  call.actions = arguments.value(5).toStringList();
  call.hints = qdbus_cast<QVariantMap>(arguments.value(6));
  call.timeout = arguments.value(7).toInt();
  call.id = call.replaced_id != 0 ? call.replaced_id : ++last_id_;
  calls_.append(call);
  if (!on_screen_.contains(call.id)) {
    on_screen_.append(call.id);
  }
  return call.id;
}

QVariant FakeNotificationDaemon::property(const QString& interface, const QString& name) const {
  if (interface == kService && name == QLatin1String("Inhibited")) {
    return is_inhibited_;
  }
  if (interface == kDunst && name == QLatin1String("paused")) {
    return is_paused_;
  }
  return {};
}

void FakeNotificationDaemon::signal(const QString& interface, const QString& name,
                                    const QVariantList& arguments) {
  QDBusMessage message = QDBusMessage::createSignal(kPath, interface, name);
  message.setArguments(arguments);
  bus_.send(message);
}

void FakeNotificationDaemon::press(quint32 id, const QString& action) {
  signal(kService, QStringLiteral("ActionInvoked"), {id, action});
}

void FakeNotificationDaemon::hand_token(quint32 id, const QString& token) {
  signal(kService, QStringLiteral("ActivationToken"), {id, token});
}

void FakeNotificationDaemon::close(quint32 id, quint32 reason) {
  if (on_screen_.removeAll(id) > 0) {
    signal(kService, QStringLiteral("NotificationClosed"), {id, reason});
  }
}

void FakeNotificationDaemon::tell_property(const QString& interface, const QString& name,
                                           bool value) {
  signal(kProperties, QStringLiteral("PropertiesChanged"),
         {interface, QVariantMap{{name, value}}, QStringList()});
}

void FakeNotificationDaemon::set_inhibited(bool inhibited) {
  is_inhibited_ = inhibited;
  tell_property(kService, QStringLiteral("Inhibited"), inhibited);
}

void FakeNotificationDaemon::set_paused(bool paused) {
  is_paused_ = paused;
  tell_property(kDunst, QStringLiteral("paused"), paused);
}

QString FakeNotificationDaemon::introspect(const QString&) const {
  return {};
}

}  // namespace tidings::test

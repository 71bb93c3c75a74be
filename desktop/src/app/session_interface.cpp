#include "app/session_interface.h"

#include <QDBusMessage>
#include <QDBusMetaType>
#include <memory>
#include <utility>

namespace tidings::desktop {
namespace {

QString activation_token(const QVariantMap& platform_data) {
  const QString token = platform_data.value(QStringLiteral("activation-token")).toString();
  return token.isEmpty() ? platform_data.value(QStringLiteral("desktop-startup-id")).toString()
                         : token;
}

}  // namespace

SessionInterface::SessionInterface(QDBusConnection bus, Content content, QObject* parent)
    : QObject(parent), bus_(std::move(bus)), content_(std::move(content)) {
  qDBusRegisterMetaType<QList<QVariantMap>>();
  // Adaptors belong to the object that they speak for.
  static_cast<void>(std::make_unique<ApplicationAdaptor>(*this).release());
  static_cast<void>(std::make_unique<StateAdaptor>(*this).release());
  bus_.registerObject(QLatin1String(kPath), this, QDBusConnection::ExportAdaptors);
}

void SessionInterface::show(const Content& content) {
  QVariantMap changed;
  if (content.state != content_.state) {
    changed.insert(QStringLiteral("State"), content.state);
  }
  if (content.unread != content_.unread) {
    changed.insert(QStringLiteral("Unread"), content.unread);
  }
  if (content.accounts != content_.accounts) {
    changed.insert(QStringLiteral("Accounts"), QVariant::fromValue(content.accounts));
  }
  if (changed.isEmpty()) {
    return;
  }
  content_ = content;
  QDBusMessage signal = QDBusMessage::createSignal(
      QLatin1String(kPath), QStringLiteral("org.freedesktop.DBus.Properties"),
      QStringLiteral("PropertiesChanged"));
  signal << QStringLiteral("org.tidings.Desktop1") << changed << QStringList();
  bus_.send(signal);
}

ApplicationAdaptor::ApplicationAdaptor(SessionInterface& session)
    : QDBusAbstractAdaptor(&session), session_(session) {}

void ApplicationAdaptor::Activate(const QVariantMap& platform_data) {
  emit session_.activate_requested(activation_token(platform_data));
}

void ApplicationAdaptor::Open(const QStringList& uris, const QVariantMap& platform_data) {
  emit session_.open_requested(uris, activation_token(platform_data));
}

void ApplicationAdaptor::ActivateAction(const QString& action_name,
                                        const QVariantList& /*parameter*/,
                                        const QVariantMap& /*platform_data*/) {
  emit session_.action_requested(action_name);
}

StateAdaptor::StateAdaptor(SessionInterface& session)
    : QDBusAbstractAdaptor(&session), session_(session) {}

}  // namespace tidings::desktop

#pragma once

#include <QByteArray>
#include <QDBusArgument>
#include <QDBusObjectPath>
#include <QMap>
#include <QMetaType>
#include <QString>

namespace tidings::desktop {

/// A secret as the Secret Service passes it: `(oayays)`.
struct WireSecret {
  QDBusObjectPath session;
  QByteArray parameters;
  QByteArray value;
  QString content_type;
};

using SecretAttributes = QMap<QString, QString>;

QDBusArgument& operator<<(QDBusArgument& argument, const WireSecret& secret);
const QDBusArgument& operator>>(const QDBusArgument& argument, WireSecret& secret);

/// Before the first call that carries them.
void register_secret_types();

}  // namespace tidings::desktop

Q_DECLARE_METATYPE(tidings::desktop::WireSecret)

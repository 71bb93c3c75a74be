#include "service/secret_types.h"

#include <QDBusMetaType>

namespace tidings::desktop {

QDBusArgument& operator<<(QDBusArgument& argument, const WireSecret& secret) {
  argument.beginStructure();
  argument << secret.session << secret.parameters << secret.value << secret.content_type;
  argument.endStructure();
  return argument;
}

const QDBusArgument& operator>>(const QDBusArgument& argument, WireSecret& secret) {
  argument.beginStructure();
  argument >> secret.session >> secret.parameters >> secret.value >> secret.content_type;
  argument.endStructure();
  return argument;
}

void register_secret_types() {
  qDBusRegisterMetaType<WireSecret>();
  qDBusRegisterMetaType<SecretAttributes>();
}

}  // namespace tidings::desktop

#include "app/launcher_badge.h"

#include <QDBusMessage>
#include <QVariantMap>

namespace tidings::desktop {

void LauncherBadge::show(int unread) {
  QDBusMessage signal = QDBusMessage::createSignal(
      QStringLiteral("/org/tidings/Desktop"), QStringLiteral("com.canonical.Unity.LauncherEntry"),
      QStringLiteral("Update"));
  signal << QStringLiteral("application://org.tidings.Desktop.desktop")
         << QVariantMap{{QStringLiteral("count"), static_cast<qlonglong>(unread)},
                        {QStringLiteral("count-visible"), unread > 0}};
  bus_.send(signal);
}

}  // namespace tidings::desktop

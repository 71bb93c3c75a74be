#include "service/network_watch.h"

#include <chrono>
#include <utility>

namespace tidings::desktop {
namespace {

constexpr std::chrono::milliseconds kOnce{1000};
/// NM_STATE_CONNECTED_LOCAL, …_SITE and …_GLOBAL are 50, 60 and 70.
constexpr uint kConnectedLocally = 50;

}  // namespace

NetworkWatch::NetworkWatch(const QDBusConnection& system_bus, QObject* parent) : QObject(parent) {
  QDBusConnection bus = system_bus;
  bus.connect(QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
              QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"),
              this, SLOT(on_prepare_for_sleep(bool)));
  bus.connect(QStringLiteral("org.freedesktop.NetworkManager"),
              QStringLiteral("/org/freedesktop/NetworkManager"),
              QStringLiteral("org.freedesktop.NetworkManager"), QStringLiteral("StateChanged"),
              this, SLOT(on_network_manager_state(uint)));
  bus.connect(
      QStringLiteral("org.freedesktop.network1"), QStringLiteral("/org/freedesktop/network1"),
      QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("PropertiesChanged"), this,
      SLOT(on_networkd_properties(QString, QVariantMap, QStringList)));
}

void NetworkWatch::on_prepare_for_sleep(bool going_to_sleep) {
  const bool is_repeated = last_woken_.isValid() && !last_woken_.hasExpired(kOnce.count());
  if (!going_to_sleep && !is_repeated) {
    last_woken_.start();
    emit came_back();
  }
}

void NetworkWatch::on_network_manager_state(uint state) {
  const uint before = std::exchange(network_, state);
  if (state >= kConnectedLocally && state > before) {
    emit came_back();
  }
}

void NetworkWatch::on_networkd_properties(const QString& /*interface*/, const QVariantMap& changed,
                                          const QStringList& /*invalidated*/) {
  if (changed.value(QStringLiteral("OperationalState")).toString() == QLatin1String("routable")) {
    emit came_back();
  }
}

}  // namespace tidings::desktop

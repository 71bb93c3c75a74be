#pragma once

#include <QDBusConnection>
#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace tidings::desktop {

/// Hears from the system that the machine woke (logind) or that a network came (NetworkManager,
/// systemd-networkd). Without a system bus it says nothing; nothing is polled.
class NetworkWatch : public QObject {
  Q_OBJECT

 public:
  explicit NetworkWatch(const QDBusConnection& system_bus, QObject* parent = nullptr);

 signals:
  /// What was connected before may be dead, what was out of reach may be reachable.
  void came_back();

 private slots:
  void on_prepare_for_sleep(bool going_to_sleep);
  void on_network_manager_state(uint state);
  void on_networkd_properties(const QString& interface, const QVariantMap& changed,
                              const QStringList& invalidated);

 private:
  void announce();

  /// elogind tells it twice, NetworkManager in several steps.
  QElapsedTimer last_;
};

}  // namespace tidings::desktop

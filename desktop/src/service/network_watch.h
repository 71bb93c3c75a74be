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
  /// elogind tells it twice.
  QElapsedTimer last_woken_;
  /// Each step up counts: with the next one more may be within reach.
  uint network_ = 0;
};

}  // namespace tidings::desktop

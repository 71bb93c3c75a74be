// The machine wakes, the network comes back.
#include "service/network_watch.h"

#include <QDBusMessage>
#include <QSignalSpy>
#include <QTest>

#include "desktop/harness/private_bus.h"

using tidings::desktop::NetworkWatch;
using tidings::test::PrivateBus;

namespace {

constexpr int kPatience = 30'000;

/// A service of the system's, on a bus that stands in for the system bus.
class SystemService {
 public:
  SystemService(PrivateBus& bus, const QString& name, QString path)
      : bus_(bus.connect()), path_(std::move(path)) {
    bus_.registerService(name);
  }
  void tell(const QString& interface, const QString& member, const QVariantList& values) {
    QDBusMessage signal = QDBusMessage::createSignal(path_, interface, member);
    signal.setArguments(values);
    bus_.send(signal);
  }

 private:
  QDBusConnection bus_;
  QString path_;
};

}  // namespace

class NetworkWatchTest : public QObject {
  Q_OBJECT

 private slots:
  void resume_is_heard_and_going_to_sleep_is_not() {
    PrivateBus bus;
    NetworkWatch watch(bus.connect());
    QSignalSpy came_back(&watch, &NetworkWatch::came_back);
    SystemService logind(bus, "org.freedesktop.login1", "/org/freedesktop/login1");
    logind.tell("org.freedesktop.login1.Manager", "PrepareForSleep", {true});
    logind.tell("org.freedesktop.login1.Manager", "PrepareForSleep", {false});
    // elogind may tell it twice.
    logind.tell("org.freedesktop.login1.Manager", "PrepareForSleep", {false});
    SystemService manager(bus, "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager");
    manager.tell("org.freedesktop.NetworkManager", "StateChanged", {20U});
    QTRY_COMPARE_WITH_TIMEOUT(came_back.size(), 1, kPatience);
  }
  void a_network_that_comes_is_heard() {
    PrivateBus bus;
    NetworkWatch watch(bus.connect());
    QSignalSpy came_back(&watch, &NetworkWatch::came_back);
    SystemService manager(bus, "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager");
    manager.tell("org.freedesktop.NetworkManager", "StateChanged", {70U});
    QTRY_COMPARE_WITH_TIMEOUT(came_back.size(), 1, kPatience);
  }
  void each_step_up_of_the_network_is_heard_also_right_after_waking() {
    PrivateBus bus;
    NetworkWatch watch(bus.connect());
    QSignalSpy came_back(&watch, &NetworkWatch::came_back);
    SystemService logind(bus, "org.freedesktop.login1", "/org/freedesktop/login1");
    logind.tell("org.freedesktop.login1.Manager", "PrepareForSleep", {false});
    QTRY_COMPARE_WITH_TIMEOUT(came_back.size(), 1, kPatience);
    SystemService manager(bus, "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager");
    for (const uint state : {20U, 50U, 50U, 70U, 60U}) {
      manager.tell("org.freedesktop.NetworkManager", "StateChanged", {state});
    }
    QTRY_COMPARE_WITH_TIMEOUT(came_back.size(), 3, kPatience);
    manager.tell("org.freedesktop.NetworkManager", "StateChanged", {70U});
    QTRY_COMPARE_WITH_TIMEOUT(came_back.size(), 4, kPatience);
  }
  void networkd_is_heard_too() {
    PrivateBus bus;
    NetworkWatch watch(bus.connect());
    QSignalSpy came_back(&watch, &NetworkWatch::came_back);
    SystemService networkd(bus, "org.freedesktop.network1", "/org/freedesktop/network1");
    networkd.tell("org.freedesktop.DBus.Properties", "PropertiesChanged",
                  {"org.freedesktop.network1.Manager",
                   QVariantMap{{"OperationalState", "routable"}}, QStringList()});
    QTRY_COMPARE_WITH_TIMEOUT(came_back.size(), 1, kPatience);
  }
  void without_a_bus_nothing_happens() {
    NetworkWatch watch(QDBusConnection("no such connection"));
    QVERIFY(true);
  }
};

QTEST_GUILESS_MAIN(NetworkWatchTest)
#include "network_watch_test.moc"

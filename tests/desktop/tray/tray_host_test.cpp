// Trays come late, go and come back.
#include "tray/tray_host.h"

#include <QSignalSpy>
#include <QTest>

#include "desktop/harness/fake_tray.h"

using tidings::desktop::TrayHost;
using tidings::test::FakeTray;
using tidings::test::PrivateBus;

namespace {

constexpr int kPatience = 30'000;

bool no_xembed() {
  return false;
}
bool has_xembed() {
  return true;
}

}  // namespace

class TrayHostTest : public QObject {
  Q_OBJECT

 private slots:
  void a_tray_that_is_there_is_found() {
    PrivateBus bus;
    FakeTray tray(bus);
    tray.start();
    TrayHost host(bus.connect(), no_xembed);
    QTRY_COMPARE_WITH_TIMEOUT(host.kind(), TrayHost::Kind::notifier, kPatience);
  }
  void a_tray_that_comes_late_is_found() {
    PrivateBus bus;
    FakeTray tray(bus);
    TrayHost host(bus.connect(), no_xembed);
    QCOMPARE(host.kind(), TrayHost::Kind::none);
    QSignalSpy changed(&host, &TrayHost::changed);
    tray.start();
    QTRY_COMPARE_WITH_TIMEOUT(host.kind(), TrayHost::Kind::notifier, kPatience);
    QCOMPARE(changed.size(), 1);
  }
  void a_watcher_without_a_host_is_no_tray_yet() {
    PrivateBus bus;
    FakeTray tray(bus);
    tray.start(false);
    TrayHost host(bus.connect(), no_xembed);
    QSignalSpy changed(&host, &TrayHost::changed);
    tray.add_host();
    QTRY_COMPARE_WITH_TIMEOUT(host.kind(), TrayHost::Kind::notifier, kPatience);
    QCOMPARE(changed.size(), 1);
  }
  void a_panel_that_goes_and_comes_back_is_told_both_times() {
    PrivateBus bus;
    FakeTray tray(bus);
    tray.start();
    TrayHost host(bus.connect(), no_xembed);
    QTRY_COMPARE_WITH_TIMEOUT(host.kind(), TrayHost::Kind::notifier, kPatience);
    tray.stop();
    QTRY_COMPARE_WITH_TIMEOUT(host.kind(), TrayHost::Kind::none, kPatience);
    tray.start();
    QTRY_COMPARE_WITH_TIMEOUT(host.kind(), TrayHost::Kind::notifier, kPatience);
  }
  void the_older_kind_is_taken_where_there_is_no_other() {
    PrivateBus bus;
    TrayHost host(bus.connect(), has_xembed);
    QTRY_COMPARE_WITH_TIMEOUT(host.kind(), TrayHost::Kind::xembed, kPatience);
  }
  void the_newer_kind_is_preferred_where_both_are() {
    PrivateBus bus;
    FakeTray tray(bus);
    tray.start();
    TrayHost host(bus.connect(), has_xembed);
    QSignalSpy changed(&host, &TrayHost::changed);
    QTRY_COMPARE_WITH_TIMEOUT(host.kind(), TrayHost::Kind::notifier, kPatience);
    QCOMPARE(changed.size(), 1);
  }
  void without_a_bus_only_the_older_kind_can_be() {
    QCOMPARE(TrayHost(QDBusConnection("none"), has_xembed).kind(), TrayHost::Kind::xembed);
    QCOMPARE(TrayHost(QDBusConnection("none"), no_xembed).kind(), TrayHost::Kind::none);
  }
};

QTEST_GUILESS_MAIN(TrayHostTest)
#include "tray_host_test.moc"

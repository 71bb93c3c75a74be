// Once each against what users have: dunst for popups, xfce4-panel for the tray. The screenshot is
// kept as test output.
#include <QDBusMessage>
#include <QDBusVariant>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "desktop/harness/desktop_program.h"
#include "support/raw_http.h"
#include "support/tidings_server.h"

using namespace tidings::test;

namespace {

constexpr int kPatience = 60'000;

/// A program of the desktop's on the test's display and bus.
std::unique_ptr<Program> desktop_part(const QString& path, const QStringList& arguments,
                                      const VirtualDisplay& display, const PrivateBus& bus,
                                      const QTemporaryDir& home) {
  auto program = std::make_unique<Program>(path, arguments);
  program->set_environment("DISPLAY", display.name());
  program->set_environment("DBUS_SESSION_BUS_ADDRESS", bus.address());
  program->set_environment("HOME", home.path());
  program->set_environment("XDG_CONFIG_HOME", home.path());
  program->set_environment("XDG_CACHE_HOME", home.path());
  program->set_environment("XDG_RUNTIME_DIR", home.path());
  return program;
}

}  // namespace

class RealDesktopTest : public QObject {
  Q_OBJECT

 private slots:
  void dunst_shows_the_popup_and_xfce_the_icon() {
    const VirtualDisplay display;
    PrivateBus bus;
    QVERIFY(display.is_running() && bus.is_running());
    QTemporaryDir home;
    // The panel's plugins: nothing but the tray, so that it is the same everywhere.
    const QString settings = home.filePath("xfce4/xfconf/xfce-perchannel-xml");
    QVERIFY(QDir().mkpath(settings));
    QFile panel_settings(settings + "/xfce4-panel.xml");
    QVERIFY(panel_settings.open(QIODevice::WriteOnly));
    panel_settings.write(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<channel name=\"xfce4-panel\" version=\"1.0\">\n"
        " <property name=\"configver\" type=\"int\" value=\"2\"/>\n"
        " <property name=\"panels\" type=\"array\"><value type=\"int\" value=\"1\"/>\n"
        "  <property name=\"panel-1\" type=\"empty\">\n"
        "   <property name=\"position\" type=\"string\" value=\"p=8;x=512;y=585\"/>\n"
        "   <property name=\"length\" type=\"uint\" value=\"100\"/>\n"
        "   <property name=\"size\" type=\"uint\" value=\"28\"/>\n"
        "   <property name=\"plugin-ids\" type=\"array\"><value type=\"int\" "
        "value=\"1\"/></property>\n"
        "  </property></property>\n"
        " <property name=\"plugins\" type=\"empty\">\n"
        "  <property name=\"plugin-1\" type=\"string\" value=\"systray\"/>\n"
        " </property>\n</channel>\n");
    panel_settings.close();
    const auto xfconf =
        desktop_part("/usr/lib/x86_64-linux-gnu/xfce4/xfconf/xfconfd", {}, display, bus, home);
    const auto panel =
        desktop_part("/usr/bin/xfce4-panel", {"--disable-wm-check"}, display, bus, home);
    const auto dunst = desktop_part("/usr/bin/dunst", {}, display, bus, home);
    QVERIFY(xfconf->start() && panel->start() && dunst->start());

    TidingsServer server;
    QVERIFY2(server.start(), server.report());
    DesktopProgram desktop(display, &bus);
    desktop.set_profile({QStringLiteral("stream = \"%1\"").arg(server.stream_url()),
                         QStringLiteral("token = \"%1\"").arg(server.seller_token(7))});
    QVERIFY(desktop.start({"--minimized"}));
    QVERIFY2(desktop.wait_for_property("State", "connected"), desktop.program().report());

    QDBusConnection caller = bus.connect();
    const auto is_registered = [&] {
      QDBusMessage get =
          QDBusMessage::createMethodCall("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher",
                                         "org.freedesktop.DBus.Properties", "Get");
      get.setArguments({QStringLiteral("org.kde.StatusNotifierWatcher"),
                        QStringLiteral("RegisteredStatusNotifierItems")});
      return !caller.call(get)
                  .arguments()
                  .value(0)
                  .value<QDBusVariant>()
                  .variant()
                  .toStringList()
                  .isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(is_registered(), kPatience);

    const auto is_on_screen = [&] {
      Program count("/usr/bin/dunstctl", {"count", "displayed"});
      count.set_environment("DBUS_SESSION_BUS_ADDRESS", bus.address());
      count.run();
      return count.out().trimmed() == "1";
    };
    post_json(server.port(), "/v1/notifications", server.publish_token().toUtf8(),
              R"json({"sellerId":7,"title":"New order","body":"3 × tea <b>&"})json");
    QTRY_VERIFY_WITH_TIMEOUT(is_on_screen(), kPatience);
    QVERIFY(desktop.wait_for_property("Unread", 1U));

    QVERIFY(QDir().mkpath("pictures"));
    QVERIFY(display.save_screenshot("pictures/dunst-and-xfce.png"));
    QVERIFY(!QImage("pictures/dunst-and-xfce.png").isNull());

    // Withdrawn when it is read on another device.
    post_json(server.port(), "/v1/notifications", server.publish_token().toUtf8(),
              R"json({"sellerId":7,"title":"Another"})json");
    QVERIFY(desktop.wait_for_property("Unread", 2U));
    QVERIFY(desktop.call("ActivateAction", {QStringLiteral("mark-all-read"),
                                            QVariant(QVariantList()), QVariantMap()}));
    const auto is_gone = [&] {
      Program count("/usr/bin/dunstctl", {"count", "displayed"});
      count.set_environment("DBUS_SESSION_BUS_ADDRESS", bus.address());
      count.run();
      return count.out().trimmed() == "0";
    };
    QTRY_VERIFY_WITH_TIMEOUT(is_gone(), kPatience);
  }
};

QTEST_GUILESS_MAIN(RealDesktopTest)
#include "real_desktop_test.moc"

// Popups against a daemon that people use.
#include <QDBusMessage>
#include <QDBusVariant>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

#include <sys/prctl.h>

#include "desktop/harness/private_bus.h"
#include "desktop/harness/virtual_display.h"
#include "popups/notification_daemon_display.h"

using namespace tidings::desktop;
using tidings::test::PrivateBus;
using tidings::test::VirtualDisplay;

namespace {

constexpr int kDeadline = 60'000;

Popup popup(const QString& key, const QString& title) {
  Popup popup;
  popup.key = key;
  popup.title = title;
  popup.body = QStringLiteral("<b>A&B</b> \u00a599");
  popup.has_open = true;
  return popup;
}

}  // namespace

class DunstTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void init();
  void cleanup();

  void shows_replaces_and_withdraws_data();
  void shows_replaces_and_withdraws();
  void tells_what_was_clicked_and_takes_the_popup_off_the_screen();
  void tells_that_it_is_paused();

 private:
  void start(const QByteArray& settings = {});
  QVariant property(const QString& name) {
    QDBusMessage get = QDBusMessage::createMethodCall("org.freedesktop.Notifications",
                                                      "/org/freedesktop/Notifications",
                                                      "org.freedesktop.DBus.Properties", "Get");
    get << QStringLiteral("org.dunstproject.cmd0") << name;
    return caller_.call(get).arguments().value(0).value<QDBusVariant>().variant();
  }
  bool wait_for_shown(uint count) {
    return QTest::qWaitFor([&] { return property("displayedLength").toUInt() == count; },
                           kDeadline);
  }

  std::unique_ptr<VirtualDisplay> screen_;
  std::unique_ptr<PrivateBus> bus_;
  std::unique_ptr<QTemporaryDir> home_;
  std::unique_ptr<QProcess> dunst_;
  QDBusConnection caller_{QString()};
  std::unique_ptr<NotificationDaemonDisplay> display_;
};

void DunstTest::initTestCase() {
  screen_ = std::make_unique<VirtualDisplay>();
  QVERIFY(screen_->is_running());
}

void DunstTest::init() {
  home_ = std::make_unique<QTemporaryDir>();
  bus_ = std::make_unique<PrivateBus>();
  QVERIFY(bus_->is_running());
  caller_ = bus_->connect();
}

void DunstTest::cleanup() {
  display_.reset();
  dunst_->kill();
  dunst_->waitForFinished(kDeadline);
  caller_ = QDBusConnection(QString());
  bus_.reset();
}

void DunstTest::start(const QByteArray& settings) {
  QFile file(home_->filePath("dunstrc"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("[global]\nnotification_limit = 20\n" + settings);
  file.close();
  dunst_ = std::make_unique<QProcess>();
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("DISPLAY", screen_->name());
  environment.insert("DBUS_SESSION_BUS_ADDRESS", bus_->address());
  environment.insert("HOME", home_->path());
  environment.insert("XDG_CACHE_HOME", home_->path());
  environment.remove("WAYLAND_DISPLAY");
  dunst_->setProcessEnvironment(environment);
  dunst_->setStandardOutputFile(QProcess::nullDevice());
  dunst_->setStandardErrorFile(QProcess::nullDevice());
  dunst_->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
  dunst_->start("dunst", {"-config", file.fileName()});
  display_ = std::make_unique<NotificationDaemonDisplay>(bus_->connect());
  QVERIFY(QTest::qWaitFor([this] { return display_->is_available(); }, kDeadline));
}

void DunstTest::shows_replaces_and_withdraws_data() {
  QTest::addColumn<QByteArray>("settings");
  QTest::newRow("without markup") << QByteArray("markup = no\n");
  QTest::newRow("with markup") << QByteArray("markup = full\n");
}

void DunstTest::shows_replaces_and_withdraws() {
  QFETCH(QByteArray, settings);
  start(settings);
  display_->show(popup("a", "New order"));
  display_->show(popup("b", "Another order"));
  QVERIFY(wait_for_shown(2));
  display_->show(popup("a", "13 new orders"));
  display_->show(popup("c", "A third"));
  QVERIFY(wait_for_shown(3));
  display_->withdraw("b");
  QVERIFY(wait_for_shown(2));
  display_->withdraw_all();
  QVERIFY(wait_for_shown(0));
}

void DunstTest::tells_what_was_clicked_and_takes_the_popup_off_the_screen() {
  start();
  QSignalSpy activated(display_.get(), &PopupDisplay::activated);
  display_->show(popup("a", "New order"));
  QVERIFY(wait_for_shown(1));
  QDBusMessage click = QDBusMessage::createMethodCall(
      "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.dunstproject.cmd0",
      "NotificationAction");
  click << 0U;
  QCOMPARE(caller_.call(click).type(), QDBusMessage::ReplyMessage);
  QVERIFY(QTest::qWaitFor([&] { return activated.count() == 1; }, kDeadline));
  QCOMPARE(activated[0][0].toString(), QStringLiteral("a"));
  QCOMPARE(activated[0][1].value<PopupAction>(), PopupAction::default_action);
  QVERIFY(wait_for_shown(0));
}

void DunstTest::tells_that_it_is_paused() {
  start();
  for (const bool paused : {true, false}) {
    QDBusMessage set = QDBusMessage::createMethodCall("org.freedesktop.Notifications",
                                                      "/org/freedesktop/Notifications",
                                                      "org.freedesktop.DBus.Properties", "Set");
    set << QStringLiteral("org.dunstproject.cmd0") << QStringLiteral("paused")
        << QVariant::fromValue(QDBusVariant(paused));
    QCOMPARE(caller_.call(set).type(), QDBusMessage::ReplyMessage);
    QVERIFY(QTest::qWaitFor([&] { return display_->do_not_disturb() == paused; }, kDeadline));
  }
}

QTEST_GUILESS_MAIN(DunstTest)
#include "dunst_test.moc"

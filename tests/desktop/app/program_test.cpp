// The whole program: from the server to popup, tray, history and back.
#include <QDBusArgument>
#include <QDBusMessage>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <csignal>
#include <memory>

#include "desktop/harness/desktop_program.h"
#include "desktop/harness/fake_notification_daemon.h"
#include "desktop/harness/fake_tray.h"
#include "support/raw_http.h"
#include "support/tidings_server.h"

using namespace tidings::test;

namespace {

constexpr int kPatience = 30'000;

QString publish(const TidingsServer& server, const QString& title) {
  const QJsonObject notification{{"sellerId", 7}, {"title", title}, {"type", "order.new"}};
  const RawAnswer answer =
      post_json(server.port(), "/v1/notifications", server.publish_token().toUtf8(),
                QJsonDocument(notification).toJson(QJsonDocument::Compact));
  return QJsonDocument::fromJson(answer.body()).object().value("id").toString();
}

QStringList profile(const TidingsServer& server) {
  return {QStringLiteral("stream = \"%1\"").arg(server.stream_url()),
          QStringLiteral("token = \"%1\"").arg(server.seller_token(7))};
}

bool is_private(const QString& path) {
  const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                      QFile::WriteOther | QFile::ExeOther;
  return QFileInfo::exists(path) && !(QFile::permissions(path) & others);
}

/// Titles of the windows that are on the display.
QByteArray windows(const VirtualDisplay& display) {
  Program xwininfo("/usr/bin/xwininfo", {"-root", "-tree"});
  xwininfo.set_environment("DISPLAY", display.name());
  xwininfo.run();
  return xwininfo.out();
}

bool window_is_shown(const VirtualDisplay& display) {
  Program search("/usr/bin/xdotool", {"search", "--onlyvisible", "--name", "Tidings"});
  search.set_environment("DISPLAY", display.name());
  return search.run() == 0;
}

}  // namespace

/// The states that the program tells from now on.
class StateLog : public QObject {
  Q_OBJECT

 public:
  explicit StateLog(PrivateBus& bus) : bus_(bus.connect()) {
    bus_.connect("org.tidings.Desktop", "/org/tidings/Desktop", "org.freedesktop.DBus.Properties",
                 "PropertiesChanged", this, SLOT(on_change(QString, QVariantMap, QStringList)));
  }
  [[nodiscard]] const QStringList& seen() const { return seen_; }

 private slots:
  void on_change(const QString& /*interface*/, const QVariantMap& changed,
                 const QStringList& /*invalidated*/) {
    if (changed.contains("State")) {
      seen_.append(changed.value("State").toString());
    }
  }

 private:
  QDBusConnection bus_;
  QStringList seen_;
};

class ProgramTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<VirtualDisplay> display_;
  std::unique_ptr<PrivateBus> bus_;
  std::unique_ptr<TidingsServer> server_;
  std::unique_ptr<FakeNotificationDaemon> daemon_;
  std::unique_ptr<FakeTray> tray_;
  std::unique_ptr<DesktopProgram> desktop_;

  void start(const QStringList& arguments = {"--minimized"}) {
    QVERIFY2(desktop_->start(arguments), desktop_->program().report());
    QVERIFY2(desktop_->wait_for_property("State", "connected"), desktop_->program().report());
  }

 private slots:
  void initTestCase() {
    display_ = std::make_unique<VirtualDisplay>();
    QVERIFY(display_->is_running());
    server_ = std::make_unique<TidingsServer>(QStringList{"--retry", "100ms"});
    QVERIFY2(server_->start(), server_->report());
  }
  void init() {
    bus_ = std::make_unique<PrivateBus>();
    QVERIFY(bus_->is_running());
    daemon_ = std::make_unique<FakeNotificationDaemon>(*bus_);
    tray_ = std::make_unique<FakeTray>(*bus_);
    desktop_ = std::make_unique<DesktopProgram>(*display_, bus_.get());
    desktop_->set_profile(profile(*server_));
  }
  void cleanup() {
    desktop_.reset();
    tray_.reset();
    daemon_.reset();
    bus_.reset();
  }

  void from_the_server_to_the_popup_and_read_on_another_device() {
    daemon_->start();
    tray_->start();
    start();
    QTRY_COMPARE_WITH_TIMEOUT(tray_->items().size(), 1, kPatience);
    const uint before = desktop_->property("Unread").toUInt();
    const QString id = publish(*server_, "New order");
    QTRY_COMPARE_WITH_TIMEOUT(daemon_->shown().size(), 1, kPatience);
    QCOMPARE(daemon_->shown()[0].application, QString("Tidings"));
    QCOMPARE(daemon_->shown()[0].summary, QString("New order"));
    QVERIFY(desktop_->wait_for_property("Unread", before + 1));

    // A second device of the same seller.
    PrivateBus other_bus;
    FakeNotificationDaemon other_daemon(other_bus);
    other_daemon.start();
    DesktopProgram other(*display_, &other_bus);
    other.set_profile(profile(*server_));
    QVERIFY(other.start({"--minimized"}));
    QVERIFY2(other.wait_for_property("Unread", before + 1), other.program().report());
    QVERIFY(other_daemon.calls().isEmpty());  // what was kept comes silently

    // The user marks it read in the popup here; it is gone there too.
    daemon_->press(daemon_->shown()[0].id, "read");
    QVERIFY2(desktop_->wait_for_property("Unread", before), desktop_->program().report());
    QVERIFY2(other.wait_for_property("Unread", before), other.program().report());
  }

  void the_popup_goes_when_it_is_read_elsewhere() {
    daemon_->start();
    start();
    const QString id = publish(*server_, "Shown");
    QTRY_COMPARE_WITH_TIMEOUT(daemon_->shown().size(), 1, kPatience);
    post_json(server_->port(), "/v1/notifications/read", server_->seller_token(7).toUtf8(),
              "{\"ids\":[\"" + id.toUtf8() + "\"]}");
    QTRY_COMPARE_WITH_TIMEOUT(daemon_->shown().size(), 0, kPatience);
  }

  void the_tray_shows_number_state_and_menu() {
    tray_->start();
    start();
    QTRY_COMPARE_WITH_TIMEOUT(tray_->items().size(), 1, kPatience);
    QCOMPARE(tray_->property_of_item("Id").toString(), QString("tidings"));
    const uint unread = desktop_->property("Unread").toUInt();
    QTRY_COMPARE_WITH_TIMEOUT(
        tray_->tooltip(), QStringLiteral("Tidings: %1 unread, connected").arg(unread), kPatience);
    QVERIFY(tray_->icon_sizes().contains(QSize(16, 16)) &&
            tray_->icon_sizes().contains(QSize(64, 64)));
    publish(*server_, "One more");
    QTRY_COMPARE_WITH_TIMEOUT(tray_->tooltip(),
                              QStringLiteral("Tidings: %1 unread, connected").arg(unread + 1),
                              kPatience);
    const QStringList menu = tray_->menu();
    for (const char* label : {"Open Tidings", "Mark all as read", "Pause popups", "For 1 hour",
                              "Until tomorrow", "shop: connected", "Quit"}) {
      QVERIFY2(menu.contains(label), qPrintable(menu.join(", ")));
    }
    tray_->choose("Mark all as read");
    QVERIFY(desktop_->wait_for_property("Unread", 0U));
    tray_->choose("For 1 hour");
    QVERIFY(desktop_->wait_for_property("State", "paused"));
    tray_->click();
    QTRY_VERIFY_WITH_TIMEOUT(window_is_shown(*display_), kPatience);
    tray_->choose("Quit");
    QCOMPARE(desktop_->program().wait_for_exit(), std::optional(0));
  }

  void the_icon_appears_when_the_tray_comes_late_and_again_after_a_panel_restart() {
    start();
    tray_->start();
    QTRY_COMPARE_WITH_TIMEOUT(tray_->items().size(), 1, kPatience);
    tray_->stop();
    tray_->start();
    QTRY_COMPARE_WITH_TIMEOUT(tray_->items().size(), 1, kPatience);
  }

  void without_a_tray_the_window_is_within_reach() {
    start();
    // Minimized, not hidden: a window manager lists it.
    QTRY_VERIFY_WITH_TIMEOUT(windows(*display_).contains("Tidings"), kPatience);
    QVERIFY(desktop_->call("Activate", {QVariantMap()}));
    QTRY_VERIFY_WITH_TIMEOUT(window_is_shown(*display_), kPatience);
  }

  void a_second_start_raises_the_first_and_ends() {
    tray_->start();
    start();
    QTRY_COMPARE_WITH_TIMEOUT(tray_->items().size(), 1, kPatience);
    QVERIFY(!window_is_shown(*display_));
    QCOMPARE(desktop_->second().run(), std::optional(0));
    QTRY_VERIFY_WITH_TIMEOUT(window_is_shown(*display_), kPatience);
    QCOMPARE(desktop_->second({"--quit"}).run(), std::optional(0));
    QCOMPARE(desktop_->program().wait_for_exit(), std::optional(0));
  }

  void a_first_one_that_hangs_is_told_and_not_waited_for_long() {
    start();
    desktop_->program().send_signal(SIGSTOP);
    Program& second = desktop_->second();
    const std::optional<int> status = second.run();
    desktop_->program().send_signal(SIGCONT);
    QCOMPARE(status, std::optional(1));
    QVERIFY2(second.err().contains("does not answer"), second.report());
  }

  void without_a_display_it_says_so_but_reaches_the_one_that_has_one() {
    const auto without_display = [this](const QStringList& arguments) -> Program& {
      Program& second = desktop_->second(arguments);
      second.set_environment("DISPLAY", "");
      second.set_environment("QT_QPA_PLATFORM", "");
      return second;
    };
    Program& alone = without_display({});
    QCOMPARE(alone.run(), std::optional(1));
    QVERIFY2(alone.err().contains("no display"), alone.report());
    start();
    QCOMPARE(without_display({"--quit"}).run(), std::optional(0));
    QCOMPARE(desktop_->program().wait_for_exit(), std::optional(0));
  }

  void scripts_and_panels_reach_it_over_dbus() {
    start();
    QCOMPARE(desktop_->property("State").typeId(), QMetaType::QString);
    QCOMPARE(desktop_->property("Unread").typeId(), QMetaType::UInt);
    QCOMPARE(desktop_->property("Accounts").value<QDBusArgument>().currentSignature(),
             QString("aa{sv}"));
    publish(*server_, "For a script");
    QTRY_VERIFY_WITH_TIMEOUT(desktop_->property("Unread").toUInt() > 0, kPatience);
    QVERIFY(desktop_->call("ActivateAction", {QStringLiteral("mark-all-read"),
                                              QVariant(QVariantList()), QVariantMap()}));
    QVERIFY(desktop_->wait_for_property("Unread", 0U));
    QVERIFY(desktop_->call("ActivateAction",
                           {QStringLiteral("pause"), QVariant(QVariantList()), QVariantMap()}));
    QVERIFY(desktop_->wait_for_property("State", "paused"));
    QVERIFY(desktop_->call("Open", {QStringList("tidings:shop/nothing"), QVariantMap()}));
    QVERIFY(desktop_->call("ActivateAction",
                           {QStringLiteral("quit"), QVariant(QVariantList()), QVariantMap()}));
    QCOMPARE(desktop_->program().wait_for_exit(), std::optional(0));
  }

  void a_pause_outlasts_the_program() {
    start();
    QVERIFY(desktop_->call("ActivateAction",
                           {QStringLiteral("pause"), QVariant(QVariantList()), QVariantMap()}));
    QVERIFY(desktop_->wait_for_property("State", "paused"));
    desktop_->program().send_signal(SIGTERM);
    QCOMPARE(desktop_->program().wait_for_exit(), std::optional(0));
    QVERIFY2(desktop_->start({"--minimized"}), desktop_->program().report());
    QVERIFY2(desktop_->wait_for_property("State", "paused"), desktop_->program().report());
    QVERIFY(desktop_->call("ActivateAction",
                           {QStringLiteral("resume"), QVariant(QVariantList()), QVariantMap()}));
    QVERIFY(desktop_->wait_for_property("State", "connected"));
  }

  void waking_from_sleep_reconnects_at_once_and_looks_like_no_error() {
    start();
    QDBusConnection system = bus_->connect();
    QVERIFY(system.registerService("org.freedesktop.login1"));
    StateLog states(*bus_);
    QDBusMessage woke = QDBusMessage::createSignal(
        "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep");
    woke.setArguments({false});
    system.send(woke);
    QTRY_COMPARE_WITH_TIMEOUT(states.seen(), QStringList({"connecting", "connected"}), kPatience);
  }

  void a_server_that_goes_looks_like_no_error_at_first() {
    TidingsServer other(QStringList{"--retry", "100ms"});
    QVERIFY(other.start());
    desktop_->set_profile(profile(other));
    start();
    StateLog states(*bus_);
    other.kill();
    QTRY_COMPARE_WITH_TIMEOUT(states.seen(), QStringList("connecting"), kPatience);
    QVERIFY(other.start());
    QTRY_COMPARE_WITH_TIMEOUT(states.seen(), QStringList({"connecting", "connected"}), kPatience);
  }

  void a_token_that_is_not_taken_is_told_once_and_the_popup_goes_with_a_good_one() {
    daemon_->start();
    tray_->start();
    desktop_->set_profile(
        {QStringLiteral("stream = \"%1\"").arg(server_->stream_url()), "token = \"old\""});
    QVERIFY(desktop_->start({"--minimized"}));
    QVERIFY2(desktop_->wait_for_property("State", "action-needed"), desktop_->program().report());
    QTRY_COMPARE_WITH_TIMEOUT(daemon_->shown().size(), 1, kPatience);
    QCOMPARE(daemon_->shown()[0].summary, QString("shop needs a new token"));
    QVERIFY(!window_is_shown(*display_));
    daemon_->press(daemon_->shown()[0].id, "default");
    QTRY_VERIFY_WITH_TIMEOUT(windows(*display_).contains("Token"), kPatience);
    desktop_->set_profile(profile(*server_));
    QVERIFY2(desktop_->wait_for_property("State", "connected"), desktop_->program().report());
    QTRY_COMPARE_WITH_TIMEOUT(daemon_->shown().size(), 0, kPatience);
    QCOMPARE(daemon_->calls().size(), 1);
  }

  void an_autostart_entry_of_the_users_own_is_left_alone() {
    QFile entry(desktop_->autostart_file());
    QVERIFY(QDir().mkpath(QFileInfo(entry).path()));
    QVERIFY(entry.open(QIODevice::WriteOnly));
    entry.write("[Desktop Entry]\nExec=tidings-desktop --minimized\n");
    entry.close();
    start();
    QVERIFY(desktop_->call("ActivateAction",
                           {QStringLiteral("pause"), QVariant(QVariantList()), QVariantMap()}));
    QVERIFY(desktop_->wait_for_property("State", "paused"));
    QVERIFY(entry.exists());
  }

  void a_history_that_cannot_be_used_is_told_by_a_popup() {
    daemon_->start();
    QVERIFY(desktop_->start({"--minimized", "--data", "/proc/nowhere"}));
    QTRY_COMPARE_WITH_TIMEOUT(daemon_->shown().size(), 1, kPatience);
    QVERIFY2(daemon_->shown()[0].body.contains("/proc/nowhere"),
             qPrintable(daemon_->shown()[0].body));
    QVERIFY2(desktop_->program().wait_for_err("/proc/nowhere"), desktop_->program().report());
  }

  void its_files_are_for_the_user_alone() {
    start();
    publish(*server_, "Kept");
    QTRY_VERIFY_WITH_TIMEOUT(is_private(desktop_->data_folder() + "/history.sqlite"), kPatience);
    QVERIFY(is_private(desktop_->data_folder()));
    QVERIFY(is_private(desktop_->config_folder()));  // though others could read it before
  }

  void signals_end_it_cleanly() {
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
      start();
      desktop_->program().send_signal(number);
      QCOMPARE(desktop_->program().wait_for_exit(), std::optional(0));
    }
  }

  void without_a_bus_it_starts_and_says_so() {
    DesktopProgram lonely(*display_, nullptr);
    QVERIFY(lonely.start());
    QVERIFY2(lonely.program().wait_for_err("no session bus"), lonely.program().report());
    QTRY_VERIFY_WITH_TIMEOUT(window_is_shown(*display_), kPatience);
  }

  void wrong_usage_is_status_2() {
    QCOMPARE(desktop_->second({"--nonsense"}).run(), std::optional(2));
    QCOMPARE(desktop_->second({"--version"}).run(), std::optional(0));
    QVERIFY(desktop_->second({"--help"}).run() == 0);
  }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"

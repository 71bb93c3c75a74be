#include "popups/notification_daemon_display.h"

#include <QDBusMessage>
#include <QSignalSpy>
#include <QtTest>

#include "desktop/harness/fake_notification_daemon.h"
#include "desktop/harness/private_bus.h"

using namespace tidings::desktop;
using tidings::test::FakeNotificationDaemon;
using tidings::test::NotifyCall;
using tidings::test::PrivateBus;

namespace {

constexpr int kDeadline = 30'000;

Popup popup(const QString& key = QStringLiteral("1")) {
  Popup popup;
  popup.key = key;
  popup.title = QStringLiteral("New <order> & more");
  popup.body = QStringLiteral("<b>A&B</b>");
  popup.category = QStringLiteral("im.received");
  popup.has_open = true;
  return popup;
}

}  // namespace

class NotificationDaemonDisplayTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void cleanup();

  void sends_what_the_specification_wants();
  void escapes_the_body_only_where_the_daemon_reads_markup();
  void asks_again_what_the_daemon_can_do_when_another_takes_over();
  void leaves_actions_out_where_the_daemon_has_none();
  void says_how_urgent_by_a_byte_data();
  void says_how_urgent_by_a_byte();
  void names_a_sound_or_a_file_or_silence();
  void gives_a_summary_its_own_actions();
  void offers_nothing_to_mark_on_a_report();
  void replaces_a_popup_of_the_same_key();
  void tells_what_the_user_pressed_with_the_activation_token();
  void closes_a_popup_whose_button_was_pressed();
  void ignores_what_is_not_ours();
  void tells_what_was_closed_and_by_whom();
  void withdraws();
  void withdraws_what_is_still_on_its_way();
  void keeps_the_newest_popups_for_a_daemon_that_comes_later();
  void forgets_ids_when_the_daemon_restarts();
  void survives_a_daemon_that_hangs();
  void is_quiet_without_a_bus();
  void knows_do_not_disturb_of_kde_and_dunst();
  void takes_whatever_text_comes();

 private:
  void start_daemon(const QStringList& capabilities = {"body", "actions"}) {
    daemon_->set_capabilities(capabilities);
    daemon_->start();
    QVERIFY(QTest::qWaitFor([this] { return display_->is_available(); }, kDeadline));
  }
  NotifyCall shown(const Popup& one) {
    const qsizetype before = daemon_->calls().size();
    display_->show(one);
    if (!QTest::qWaitFor([&] { return daemon_->calls().size() > before; }, kDeadline)) {
      QTest::qFail("nothing was shown", __FILE__, __LINE__);
      return {};
    }
    settle();
    return daemon_->calls().last();
  }
  /// Until the daemon's answers so far have been read: the bus keeps the order of messages.
  void settle() {
    QDBusConnection connection = connection_;
    QSignalSpy changed(display_.get(), &PopupDisplay::availability_changed);
    daemon_->set_paused(!display_->do_not_disturb());
    QVERIFY(changed.wait(kDeadline));
    daemon_->set_paused(!display_->do_not_disturb());
    QVERIFY(changed.wait(kDeadline));
  }

  std::unique_ptr<PrivateBus> bus_;
  QDBusConnection connection_{QString()};
  std::unique_ptr<FakeNotificationDaemon> daemon_;
  std::unique_ptr<NotificationDaemonDisplay> display_;
};

void NotificationDaemonDisplayTest::init() {
  bus_ = std::make_unique<PrivateBus>();
  QVERIFY(bus_->is_running());
  connection_ = bus_->connect();
  daemon_ = std::make_unique<FakeNotificationDaemon>(*bus_);
  display_ = std::make_unique<NotificationDaemonDisplay>(connection_);
}

void NotificationDaemonDisplayTest::cleanup() {
  display_.reset();
  daemon_.reset();
  connection_ = QDBusConnection(QString());
  bus_.reset();
}

void NotificationDaemonDisplayTest::sends_what_the_specification_wants() {
  start_daemon();
  const NotifyCall call = shown(popup());
  QCOMPARE(call.signature, QStringLiteral("susssasa{sv}i"));
  QCOMPARE(call.application, QStringLiteral("Tidings"));
  QCOMPARE(call.replaced_id, 0U);
  QCOMPARE(call.icon, QStringLiteral("org.tidings.Desktop"));
  QCOMPARE(call.summary, QStringLiteral("New <order> & more"));
  QCOMPARE(call.body, QStringLiteral("<b>A&B</b>"));
  QCOMPARE(call.actions.size() % 2, 0);
  QStringList keys;
  for (int index = 0; index < call.actions.size(); index += 2) {
    keys.append(call.actions.at(index));
  }
  QCOMPARE(keys, QStringList({"default", "open", "read", "later"}));
  QCOMPARE(call.hints.value("desktop-entry").toString(), QStringLiteral("org.tidings.Desktop"));
  QCOMPARE(call.hints.value("category").toString(), QStringLiteral("im.received"));
  QCOMPARE(call.timeout, -1);
  Popup without_url = popup("2");
  without_url.has_open = false;
  QVERIFY(!shown(without_url).actions.contains("open"));
}

void NotificationDaemonDisplayTest::escapes_the_body_only_where_the_daemon_reads_markup() {
  start_daemon({"body", "body-markup", "actions"});
  const NotifyCall call = shown(popup());
  QCOMPARE(call.body, QStringLiteral("&lt;b&gt;A&amp;B&lt;/b&gt;"));
  QCOMPARE(call.summary, QStringLiteral("New <order> & more"));
}

void NotificationDaemonDisplayTest::asks_again_what_the_daemon_can_do_when_another_takes_over() {
  start_daemon();
  QCOMPARE(shown(popup("1")).body, QStringLiteral("<b>A&B</b>"));
  daemon_->stop();
  QVERIFY(QTest::qWaitFor([this] { return !display_->is_available(); }, kDeadline));
  start_daemon({"body", "body-markup"});
  QCOMPARE(shown(popup("2")).body, QStringLiteral("&lt;b&gt;A&amp;B&lt;/b&gt;"));
}

void NotificationDaemonDisplayTest::leaves_actions_out_where_the_daemon_has_none() {
  start_daemon({"body"});
  QVERIFY(shown(popup()).actions.isEmpty());
}

void NotificationDaemonDisplayTest::says_how_urgent_by_a_byte_data() {
  QTest::addColumn<Popup::Urgency>("urgency");
  QTest::addColumn<int>("value");
  QTest::newRow("low") << Popup::Urgency::low << 0;
  QTest::newRow("normal") << Popup::Urgency::normal << 1;
  QTest::newRow("critical") << Popup::Urgency::critical << 2;
}

void NotificationDaemonDisplayTest::says_how_urgent_by_a_byte() {
  QFETCH(Popup::Urgency, urgency);
  QFETCH(int, value);
  start_daemon();
  Popup one = popup();
  one.urgency = urgency;
  const QVariant hint = shown(one).hints.value("urgency");
  QCOMPARE(hint.typeId(), int{QMetaType::UChar});
  QCOMPARE(hint.toInt(), value);
}

void NotificationDaemonDisplayTest::names_a_sound_or_a_file_or_silence() {
  start_daemon();
  Popup one = popup();
  QCOMPARE(shown(one).hints.value("suppress-sound").toBool(), true);
  one.sound = QStringLiteral("message-new-instant");
  QCOMPARE(shown(one).hints.value("sound-name").toString(), one.sound);
  QVERIFY(!shown(one).hints.contains("suppress-sound"));
  one.sound = QStringLiteral("/usr/share/sounds/bell.oga");
  QCOMPARE(shown(one).hints.value("sound-file").toString(), one.sound);
}

void NotificationDaemonDisplayTest::gives_a_summary_its_own_actions() {
  start_daemon();
  Popup summary = popup();
  summary.is_summary = true;
  const QStringList actions = shown(summary).actions;
  QCOMPARE(QStringList({actions.value(0), actions.value(2)}), QStringList({"default", "read"}));
  QCOMPARE(actions.size(), 4);
}

void NotificationDaemonDisplayTest::offers_nothing_to_mark_on_a_report() {
  start_daemon();
  Popup report = popup();
  report.is_report = true;
  QCOMPARE(shown(report).actions, QStringList({"default", "Show"}));
}

void NotificationDaemonDisplayTest::replaces_a_popup_of_the_same_key() {
  start_daemon();
  const NotifyCall first = shown(popup("a"));
  Popup changed = popup("a");
  changed.title = QStringLiteral("13 new orders");
  const NotifyCall second = shown(changed);
  QCOMPARE(second.replaced_id, first.id);
  QCOMPARE(shown(popup("b")).replaced_id, 0U);
  // Changes that come faster than the daemon answers: the last one counts.
  for (int number = 0; number < 50; ++number) {
    changed.title = QString::number(number);
    display_->show(changed);
  }
  QVERIFY(QTest::qWaitFor([&] { return daemon_->calls().last().summary == "49"; }, kDeadline));
  QVERIFY(daemon_->calls().size() < 10);
  QCOMPARE(daemon_->shown().size(), 2);
}

void NotificationDaemonDisplayTest::tells_what_the_user_pressed_with_the_activation_token() {
  start_daemon();
  const QHash<QString, PopupAction> meanings{{"default", PopupAction::default_action},
                                             {"open", PopupAction::open},
                                             {"read", PopupAction::read},
                                             {"later", PopupAction::later}};
  for (auto it = meanings.begin(); it != meanings.end(); ++it) {
    QString key;
    QString token;
    std::optional<PopupAction> action;
    const auto connection = connect(display_.get(), &PopupDisplay::activated, this,
                                    [&](const QString& k, PopupAction a, const QString& t) {
                                      key = k;
                                      action = a;
                                      token = t;
                                    });
    const quint32 id = shown(popup(it.key())).id;
    daemon_->hand_token(id, QStringLiteral("token of ") + it.key());
    daemon_->press(id, it.key());
    QVERIFY(QTest::qWaitFor([&] { return action.has_value(); }, kDeadline));
    QCOMPARE(*action, it.value());
    QCOMPARE(key, it.key());
    QCOMPARE(token, QStringLiteral("token of ") + it.key());
    disconnect(connection);
  }
}

void NotificationDaemonDisplayTest::closes_a_popup_whose_button_was_pressed() {
  start_daemon();
  const quint32 id = shown(popup()).id;
  daemon_->press(id, "read");
  QVERIFY(QTest::qWaitFor([&] { return daemon_->closed_by_call().contains(id); }, kDeadline));
}

void NotificationDaemonDisplayTest::ignores_what_is_not_ours() {
  start_daemon();
  QSignalSpy activated(display_.get(), &PopupDisplay::activated);
  QSignalSpy closed(display_.get(), &PopupDisplay::closed);
  const quint32 id = shown(popup()).id;
  QDBusMessage spoofed = QDBusMessage::createSignal(
      "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked");
  spoofed << id << QStringLiteral("default");
  QVERIFY(bus_->connect().send(spoofed));
  daemon_->press(id + 1, "default");
  daemon_->press(0, "default");
  daemon_->press(id, "self-destruct");
  daemon_->close(id + 1, 2);
  settle();
  QCOMPARE(activated.count(), 0);
  QCOMPARE(closed.count(), 0);
}

void NotificationDaemonDisplayTest::tells_what_was_closed_and_by_whom() {
  start_daemon();
  QSignalSpy closed(display_.get(), &PopupDisplay::closed);
  daemon_->close(shown(popup("expired")).id, 1);
  daemon_->close(shown(popup("dismissed")).id, 2);
  QVERIFY(QTest::qWaitFor([&] { return closed.count() == 2; }, kDeadline));
  QCOMPARE(closed[0], QVariantList({"expired", false}));
  QCOMPARE(closed[1], QVariantList({"dismissed", true}));
  QCOMPARE(shown(popup("dismissed")).replaced_id, 0U);
}

void NotificationDaemonDisplayTest::withdraws() {
  start_daemon();
  shown(popup("a"));
  shown(popup("b"));
  shown(popup("c"));
  display_->withdraw("a");
  display_->withdraw("never shown");
  QVERIFY(QTest::qWaitFor([&] { return daemon_->shown().size() == 2; }, kDeadline));
  display_->withdraw_all();
  QVERIFY(QTest::qWaitFor([&] { return daemon_->shown().isEmpty(); }, kDeadline));
}

void NotificationDaemonDisplayTest::withdraws_what_is_still_on_its_way() {
  start_daemon();
  shown(popup("first"));
  display_->show(popup("second"));
  display_->withdraw("second");
  shown(popup("third"));
  QVERIFY(QTest::qWaitFor([&] { return daemon_->shown().size() == 2; }, kDeadline));
}

void NotificationDaemonDisplayTest::keeps_the_newest_popups_for_a_daemon_that_comes_later() {
  QVERIFY(!display_->is_available());
  for (int number = 0; number < 1000; ++number) {
    display_->show(popup(QString::number(number)));
  }
  display_->withdraw("999");
  daemon_->start();
  QVERIFY(QTest::qWaitFor(
      [&] { return daemon_->calls().size() == NotificationDaemonDisplay::kMaxWaiting - 1; },
      kDeadline));
  settle();
  QCOMPARE(daemon_->calls().size(), NotificationDaemonDisplay::kMaxWaiting - 1);
}

void NotificationDaemonDisplayTest::forgets_ids_when_the_daemon_restarts() {
  start_daemon();
  QSignalSpy activated(display_.get(), &PopupDisplay::activated);
  const quint32 id = shown(popup("a")).id;
  daemon_->stop();
  QVERIFY(QTest::qWaitFor([this] { return !display_->is_available(); }, kDeadline));
  start_daemon();
  QCOMPARE(shown(popup("b")).id, id);
  daemon_->press(id, "read");
  QVERIFY(QTest::qWaitFor([&] { return activated.count() == 1; }, kDeadline));
  QCOMPARE(activated[0][0].toString(), QStringLiteral("b"));
  QCOMPARE(shown(popup("a")).replaced_id, 0U);
}

void NotificationDaemonDisplayTest::survives_a_daemon_that_hangs() {
  display_ = std::make_unique<NotificationDaemonDisplay>(connection_, nullptr,
                                                         std::chrono::milliseconds(200));
  start_daemon();
  shown(popup("before"));
  daemon_->set_hanging(true);
  for (int number = 0; number < 1000; ++number) {
    display_->show(popup(QString::number(number)));
  }
  daemon_->set_hanging(false);
  QVERIFY(QTest::qWaitFor(
      [&] { return !daemon_->calls().isEmpty() && daemon_->calls().size() > 5; }, kDeadline));
  QCOMPARE(shown(popup("after")).replaced_id, 0U);
  QVERIFY(daemon_->calls().size() <= NotificationDaemonDisplay::kMaxWaiting + 10);
}

void NotificationDaemonDisplayTest::is_quiet_without_a_bus() {
  NotificationDaemonDisplay display(QDBusConnection(QStringLiteral("no such connection")));
  display.show(popup());
  display.withdraw("1");
  display.withdraw_all();
  QVERIFY(!display.is_available());
  QVERIFY(!display.do_not_disturb());
}

void NotificationDaemonDisplayTest::knows_do_not_disturb_of_kde_and_dunst() {
  daemon_->set_inhibited(true);
  start_daemon();
  QVERIFY(QTest::qWaitFor([this] { return display_->do_not_disturb(); }, kDeadline));
  daemon_->set_inhibited(false);
  QVERIFY(QTest::qWaitFor([this] { return !display_->do_not_disturb(); }, kDeadline));
  daemon_->set_paused(true);
  QVERIFY(QTest::qWaitFor([this] { return display_->do_not_disturb(); }, kDeadline));
  daemon_->stop();
  QVERIFY(QTest::qWaitFor([this] { return !display_->do_not_disturb(); }, kDeadline));
}

void NotificationDaemonDisplayTest::takes_whatever_text_comes() {
  start_daemon({"body", "body-markup", "actions"});
  Popup one = popup("empty");
  one.title.clear();
  one.body.clear();
  QCOMPARE(shown(one).summary, QStringLiteral("Tidings"));
  one.key = QStringLiteral("odd");
  one.title = QString(4096, 'x');
  one.body = QString(4096, QChar(0xd800)) + QChar(0xffff) + QChar(0);
  QVERIFY(shown(one).summary.size() <= 256);
}

QTEST_GUILESS_MAIN(NotificationDaemonDisplayTest)
#include "notification_daemon_display_test.moc"

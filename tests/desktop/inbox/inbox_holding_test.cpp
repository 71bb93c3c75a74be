#include <QSignalSpy>
#include <QtTest>

#include "desktop/inbox/inbox_scene.h"
#include "inbox/inbox.h"

using namespace tidings::desktop;
using tidings::test::InboxCase;
using tidings::test::wait_for;

/// What holds popups back: a pause, quiet hours, the desktop's own do-not-disturb.
class InboxHoldingTest : public InboxCase {
  Q_OBJECT

 private slots:
  void holds_popups_back_while_paused_and_shows_one_digest_afterwards();
  void adds_what_a_pause_held_back_to_a_digest_that_is_still_there();
  void ends_a_pause_by_itself();
  void ends_a_pause_at_once_when_the_machine_wakes();
  void keeps_a_pause_over_a_restart();
  void keeps_no_pause_that_ended_while_it_did_not_run();
  void lets_urgent_ones_through_a_pause_by_the_settings();
  void waits_for_the_end_of_quiet_hours();
  void waits_for_the_end_of_the_desktops_do_not_disturb();
  void holds_a_report_back_while_paused();

 private:
  /// A later timer than the digest's has run out.
  bool a_digest_would_have_come() {
    bool is_over = false;
    QTimer::singleShot(std::chrono::milliseconds(60), this, [&] { is_over = true; });
    return wait_for([&] { return is_over; });
  }
};

void InboxHoldingTest::holds_popups_back_while_paused_and_shows_one_digest_afterwards() {
  QSignalSpy paused(scene_->inbox.get(), &Inbox::paused_changed);
  scene_->inbox->pause();
  QVERIFY(scene_->inbox->is_paused());
  QVERIFY(!scene_->inbox->paused_until().isValid());
  scene_->arrive(3);
  scene_->inbox->set_read({scene_->row("2")}, true);
  QCOMPARE(scene_->inbox->unread(), 2);
  QVERIFY(a_digest_would_have_come());
  QVERIFY(scene_->display.shown.isEmpty());
  scene_->inbox->resume();
  QVERIFY(wait_for([this] { return scene_->display.popup("digest").title.contains("2"); }));
  QCOMPARE(scene_->display.shown, QStringList({"digest"}));
  QCOMPARE(paused.count(), 2);
  scene_->arrive(1);
  QVERIFY(scene_->display.on_screen.contains(scene_->key("4")));
}

void InboxHoldingTest::adds_what_a_pause_held_back_to_a_digest_that_is_still_there() {
  scene_->arrive(2, Arrival::catch_up);
  QVERIFY(wait_for([this] { return scene_->display.popup("digest").title.contains("2"); }));
  scene_->inbox->pause();
  scene_->arrive(1);
  scene_->inbox->resume();
  QVERIFY(wait_for([this] { return scene_->display.popup("digest").title.contains("3"); }));
}

void InboxHoldingTest::ends_a_pause_by_itself() {
  scene_->inbox->pause_until(scene_->now.local.addSecs(3600));
  QCOMPARE(scene_->inbox->paused_until(), scene_->now.local.addSecs(3600));
  scene_->arrive(2);
  scene_->now.local = scene_->now.local.addSecs(3600);
  QVERIFY(wait_for([this] { return !scene_->inbox->is_paused(); }));
  QVERIFY(wait_for([this] { return scene_->display.on_screen.contains("digest"); }));
}

void InboxHoldingTest::ends_a_pause_at_once_when_the_machine_wakes() {
  scene_->look_interval = std::chrono::hours(1);
  scene_->restart();
  scene_->inbox->pause_until(scene_->now.local.addSecs(3600));
  scene_->now.local = scene_->now.local.addSecs(3600);
  QVERIFY(scene_->inbox->is_paused());
  scene_->inbox->look_at_clock();
  QVERIFY(!scene_->inbox->is_paused());
}

void InboxHoldingTest::keeps_a_pause_over_a_restart() {
  const QDateTime until = scene_->now.local.addSecs(3600);
  scene_->inbox->pause_until(until);
  scene_->restart();
  QVERIFY(scene_->inbox->is_paused());
  QCOMPARE(scene_->inbox->paused_until(), until);
  scene_->inbox->pause();
  scene_->restart();
  QVERIFY(scene_->inbox->is_paused());
  QVERIFY(!scene_->inbox->paused_until().isValid());
  scene_->inbox->resume();
  scene_->restart();
  QVERIFY(!scene_->inbox->is_paused());
}

void InboxHoldingTest::keeps_no_pause_that_ended_while_it_did_not_run() {
  scene_->inbox->pause_until(scene_->now.local.addSecs(3600));
  scene_->now.local = scene_->now.local.addSecs(3600);
  scene_->restart();
  QVERIFY(!scene_->inbox->is_paused());
  QVERIFY(!scene_->settings.settings().paused);
}

void InboxHoldingTest::lets_urgent_ones_through_a_pause_by_the_settings() {
  scene_->inbox->pause();
  scene_->arrive(1, Arrival::live, 5);
  QVERIFY(scene_->display.on_screen.contains(scene_->key("1")));
  Settings settings;
  settings.urgent_breaks_through = false;
  set(settings);
  scene_->arrive(1, Arrival::live, 5);
  QVERIFY(!scene_->display.on_screen.contains(scene_->key("2")));
}

void InboxHoldingTest::waits_for_the_end_of_quiet_hours() {
  QuietHours hours;
  hours.enabled = true;
  Settings settings;
  settings.quiet_hours = {hours};
  set(settings);
  scene_->now.local.setTime(QTime(23, 0));
  scene_->arrive(2);
  QVERIFY(scene_->display.shown.isEmpty());
  scene_->now.local = scene_->now.local.addSecs(8 * 3600);
  QVERIFY(wait_for([this] { return scene_->display.on_screen.contains("digest"); }));
  QCOMPARE(scene_->display.shown, QStringList({"digest"}));
}

void InboxHoldingTest::waits_for_the_end_of_the_desktops_do_not_disturb() {
  scene_->display.set_do_not_disturb(true);
  scene_->arrive(2);
  QVERIFY(scene_->display.shown.isEmpty());
  scene_->display.set_do_not_disturb(false);
  QVERIFY(wait_for([this] { return scene_->display.on_screen.contains("digest"); }));
  QCOMPARE(scene_->display.shown, QStringList({"digest"}));
}

void InboxHoldingTest::holds_a_report_back_while_paused() {
  scene_->inbox->pause();
  scene_->inbox->report("a", "A", "of a");
  scene_->inbox->report("b", "B", "of b");
  QVERIFY(scene_->display.on_screen.isEmpty());
  scene_->inbox->report_over("b");
  scene_->inbox->resume();
  QCOMPARE(scene_->display.on_screen.keys(), QStringList({"report:a"}));
  Settings none;
  none.popups_enabled = false;
  set(none);
  scene_->inbox->report("c", "C", "of c");
  QCOMPARE(scene_->display.shown, QStringList({"report:a"}));
}

QTEST_GUILESS_MAIN(InboxHoldingTest)
#include "inbox_holding_test.moc"

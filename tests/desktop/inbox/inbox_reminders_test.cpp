#include <QtTest>

#include "desktop/inbox/inbox_scene.h"
#include "inbox/inbox.h"

using namespace tidings::desktop;
using tidings::test::InboxCase;
using tidings::test::kShop;
using tidings::test::wait_for;

/// "Later": what was put off comes back, over a restart, too.
class InboxRemindersTest : public InboxCase {
  Q_OBJECT

 private slots:
  void reminds_later_unless_it_was_read_meanwhile();
  void reminds_of_what_was_put_off_before_a_restart();
  void reminds_of_much_at_once_in_one_popup();
  void says_when_a_reminder_cannot_be_kept();
  void reminds_of_nothing_of_a_forgotten_account();
};

void InboxRemindersTest::reminds_later_unless_it_was_read_meanwhile() {
  scene_->arrive(2);
  scene_->display.press(scene_->key("1"), PopupAction::later);
  scene_->inbox->remind_later(scene_->row("2"));
  QVERIFY(scene_->display.on_screen.isEmpty());
  scene_->inbox->set_read({scene_->row("1")}, true);
  QVERIFY(wait_for([this] { return !scene_->display.on_screen.isEmpty(); }));
  QCOMPARE(scene_->display.on_screen.keys(), QStringList({scene_->key("2")}));
  QCOMPARE(scene_->inbox->unread(), 1);
}

void InboxRemindersTest::reminds_of_what_was_put_off_before_a_restart() {
  scene_->arrive(3);
  for (const char* const id : {"1", "2", "3"}) {
    scene_->inbox->remind_later(scene_->row(id));
  }
  scene_->inbox->set_read({scene_->row("2")}, true);
  scene_->inbox->remove({scene_->row("3")});
  scene_->reminder_after = std::chrono::hours(1);
  scene_->restart();
  QVERIFY(wait_for([this] { return !scene_->display.on_screen.isEmpty(); }));
  QCOMPARE(scene_->display.shown, QStringList({scene_->key("1")}));
  scene_->restart();
  scene_->inbox->look_at_clock();
  QVERIFY(scene_->display.shown.isEmpty());
}

void InboxRemindersTest::reminds_of_much_at_once_in_one_popup() {
  scene_->reminder_after = std::chrono::hours(1);
  scene_->restart();
  scene_->arrive(4);
  for (const char* const id : {"1", "2", "3", "4"}) {
    scene_->inbox->remind_later(scene_->row(id));
  }
  scene_->reminder_after = std::chrono::milliseconds(0);
  scene_->restart();
  QVERIFY(wait_for([this] { return scene_->display.popup("digest").title.contains("4"); }));
  QCOMPARE(scene_->display.shown, QStringList({"digest"}));
}

void InboxRemindersTest::says_when_a_reminder_cannot_be_kept() {
  scene_->arrive(1);
  scene_->set_disk_full(true);
  scene_->inbox->remind_later(scene_->row("1"));
  scene_->set_disk_full(false);
  QCOMPARE(scene_->troubles.size(), 1);
  QVERIFY(wait_for([this] { return scene_->display.on_screen.contains(scene_->key("1")); }));
}

void InboxRemindersTest::reminds_of_nothing_of_a_forgotten_account() {
  scene_->reminder_after = std::chrono::hours(1);
  scene_->restart();
  scene_->arrive(1);
  scene_->inbox->remind_later(scene_->row("1"));
  scene_->inbox->forget_account(kShop);
  scene_->reminder_after = std::chrono::milliseconds(0);
  scene_->restart();
  QVERIFY(scene_->store->reminders(10).isEmpty());
  scene_->inbox->look_at_clock();
  QVERIFY(scene_->display.shown.isEmpty());
}

QTEST_GUILESS_MAIN(InboxRemindersTest)
#include "inbox_reminders_test.moc"

#include "inbox/inbox.h"

#include <QSignalSpy>
#include <QtTest>

#include "desktop/inbox/inbox_scene.h"

using namespace tidings::desktop;
using tidings::test::InboxCase;
using tidings::test::kShop;
using tidings::test::wait_for;

/// What arrives: into the history, into the badge, onto the screen.
class InboxTest : public InboxCase {
  Q_OBJECT

 private slots:
  void stores_shows_and_acknowledges_what_arrives();
  void shows_nothing_of_what_it_has_already();
  void tells_priorities_by_urgency_data();
  void tells_priorities_by_urgency();
  void gives_a_popup_a_title_though_there_is_none();
  void stores_a_large_batch_in_pieces_and_moves_the_position_at_the_end();
  void folds_a_burst_into_a_summary_kept_up_to_date();
  void takes_what_is_read_out_of_the_summary();
  void begins_a_new_summary_after_the_burst_and_when_it_was_dismissed();
  void marks_read_and_opens_the_list_from_the_summary();
  void shows_one_digest_of_what_was_missed_and_names_the_urgent();
  void shows_a_single_missed_one_as_itself();
  void tells_nobody_of_a_backlog();
  void keeps_muted_entries_out_of_the_badge();
  void says_once_that_the_history_cannot_be_written_and_moves_no_position();
  void tells_by_a_popup_that_nothing_can_be_kept_until_it_can();
  void takes_out_of_the_badge_what_a_new_rule_mutes();
  void refuses_what_waits_behind_a_batch_that_could_not_be_stored();
  void tells_of_a_gap();
  void forgets_an_account_with_its_popups();
  void takes_bad_input_as_text();

 private:
};

void InboxTest::stores_shows_and_acknowledges_what_arrives() {
  QSignalSpy unread(scene_->inbox.get(), &Inbox::unread_changed);
  HistoryEntry one = scene_->entry();
  one.body = QStringLiteral("3 × tea");
  one.url = QStringLiteral("https://shop.example/1");
  scene_->arrive(one);
  const Popup popup = scene_->display.popup(scene_->key("1"));
  QCOMPARE(popup.title, QStringLiteral("Order 1"));
  QCOMPARE(popup.body, QStringLiteral("3 × tea"));
  QVERIFY(popup.has_open);
  QCOMPARE(scene_->source.told, QStringList({"stored shop"}));
  QCOMPARE(scene_->store->position(kShop), QByteArray("at 1"));
  QCOMPARE(scene_->inbox->unread(), 1);
  QCOMPARE(scene_->inbox->unread(kShop), 1);
  QCOMPARE(unread.count(), 1);
}

void InboxTest::shows_nothing_of_what_it_has_already() {
  const HistoryEntry one = scene_->entry();
  scene_->arrive(one);
  scene_->arrive(one);
  QCOMPARE(scene_->display.shown.size(), 1);
  QCOMPARE(scene_->source.told, QStringList({"stored shop", "stored shop"}));
}

void InboxTest::tells_priorities_by_urgency_data() {
  QTest::addColumn<int>("priority");
  QTest::addColumn<Popup::Urgency>("urgency");
  QTest::newRow("2") << 2 << Popup::Urgency::low;
  QTest::newRow("3") << 3 << Popup::Urgency::normal;
  QTest::newRow("4") << 4 << Popup::Urgency::normal;
  QTest::newRow("5") << 5 << Popup::Urgency::critical;
}

void InboxTest::tells_priorities_by_urgency() {
  QFETCH(int, priority);
  QFETCH(Popup::Urgency, urgency);
  scene_->arrive(1, Arrival::live, priority);
  QCOMPARE(scene_->display.popup(scene_->key("1")).urgency, urgency);
  scene_->arrive(1, Arrival::live, 1);
  QCOMPARE(scene_->display.shown.size(), 1);
  QCOMPARE(scene_->inbox->unread(), 2);
}

void InboxTest::gives_a_popup_a_title_though_there_is_none() {
  HistoryEntry one = scene_->entry();
  one.title = QStringLiteral("  ");
  scene_->arrive(one);
  QCOMPARE(scene_->display.popup(scene_->key("1")).title, QStringLiteral("order.new"));
  one = scene_->entry();
  one.title.clear();
  one.type.clear();
  scene_->arrive(one);
  QVERIFY(!scene_->display.popup(scene_->key("2")).title.isEmpty());
}

void InboxTest::stores_a_large_batch_in_pieces_and_moves_the_position_at_the_end() {
  QSignalSpy pieces(scene_->store.get(), &HistoryStore::inserted);
  scene_->arrive(500);
  scene_->arrive(1);
  QVERIFY(scene_->store->position(kShop).isEmpty());
  QVERIFY(scene_->source.told.isEmpty());
  QVERIFY(wait_for([this] { return scene_->source.told.size() == 2; }));
  QCOMPARE(scene_->store->position(kShop), QByteArray("at 501"));
  QCOMPARE(scene_->inbox->unread(), 501);
  QVERIFY(pieces.count() >= 10);
}

void InboxTest::folds_a_burst_into_a_summary_kept_up_to_date() {
  scene_->arrive(5000);
  QVERIFY(wait_for([this] { return scene_->source.told.size() == 1; }));
  QVERIFY(wait_for([this] {
    return scene_->display.popup("burst").title == QStringLiteral("4997 new order(s)");
  }));
  QCOMPARE(scene_->inbox->unread(), 5000);
  const QSet<QString> keys(scene_->display.shown.begin(), scene_->display.shown.end());
  QCOMPARE(keys.size(), 4);
  QVERIFY(scene_->display.popup("burst").is_summary);
}

void InboxTest::takes_what_is_read_out_of_the_summary() {
  scene_->arrive(6);
  QVERIFY(wait_for(
      [this] { return scene_->display.popup("burst").title == QStringLiteral("3 new order(s)"); }));
  scene_->inbox->set_read({scene_->row("5")}, true);
  QCOMPARE(scene_->display.popup("burst").title, QStringLiteral("2 new order(s)"));
  emit scene_->source.read_changed(kShop, {"4", "6"}, true);
  QVERIFY(!scene_->display.on_screen.contains("burst"));
}

void InboxTest::begins_a_new_summary_after_the_burst_and_when_it_was_dismissed() {
  scene_->arrive(5);
  QVERIFY(wait_for(
      [this] { return scene_->display.popup("burst").title == QStringLiteral("2 new order(s)"); }));
  scene_->display.dismiss("burst");
  scene_->arrive(1);
  QVERIFY(wait_for(
      [this] { return scene_->display.popup("burst").title == QStringLiteral("1 new order(s)"); }));
  scene_->now.steady += std::chrono::seconds(11);
  scene_->arrive(4);
  QVERIFY(wait_for(
      [this] { return scene_->display.popup("burst").title == QStringLiteral("1 new order(s)"); }));
  QCOMPARE(scene_->display.on_screen.size(), 7);
}

void InboxTest::marks_read_and_opens_the_list_from_the_summary() {
  scene_->arrive(6);
  QSignalSpy requested(scene_->inbox.get(), &Inbox::show_requested);
  QVERIFY(wait_for([this] { return scene_->display.popup("burst").title.startsWith("3"); }));
  scene_->display.press("burst", PopupAction::read);
  QCOMPARE(scene_->source.told.last(), QStringLiteral("read shop 4,5,6"));
  QCOMPARE(scene_->inbox->unread(), 3);
  scene_->arrive(1);
  QVERIFY(wait_for([this] { return scene_->display.popup("burst").title.startsWith("1"); }));
  scene_->display.press("burst", PopupAction::default_action, "token");
  QCOMPARE(requested.takeFirst(), QVariantList({qint64{0}, "token"}));
  QCOMPARE(scene_->inbox->unread(), 4);
}

void InboxTest::shows_one_digest_of_what_was_missed_and_names_the_urgent() {
  scene_->arrive(20, Arrival::catch_up);
  scene_->arrive(1, Arrival::catch_up, 5);
  scene_->arrive(20, Arrival::catch_up);
  QVERIFY(wait_for([this] { return scene_->display.popup("digest").title.contains("41"); }));
  QVERIFY(scene_->display.popup("digest").body.contains("Order 21"));
  QCOMPARE(scene_->display.on_screen.size(), 1);
}

void InboxTest::shows_a_single_missed_one_as_itself() {
  scene_->arrive(1, Arrival::catch_up);
  QVERIFY(wait_for([this] { return scene_->display.on_screen.contains(scene_->key("1")); }));
  QCOMPARE(scene_->display.shown.size(), 1);
}

void InboxTest::tells_nobody_of_a_backlog() {
  HistoryEntry read = scene_->entry();
  read.read = true;
  scene_->arrive(read, Arrival::backlog);
  scene_->arrive(20, Arrival::backlog, 5);
  scene_->arrive(1);
  QCOMPARE(scene_->display.shown, QStringList({scene_->key("22")}));
  QCOMPARE(scene_->inbox->unread(), 21);
}

void InboxTest::keeps_muted_entries_out_of_the_badge() {
  Rule mute;
  mute.type = QStringLiteral("order.*");
  mute.action = RuleAction::mute;
  Settings settings;
  settings.rules = {mute};
  set(settings);
  QSignalSpy unread(scene_->inbox.get(), &Inbox::unread_changed);
  scene_->arrive(3);
  QCOMPARE(scene_->inbox->unread(), 0);
  QVERIFY(scene_->display.shown.isEmpty());
  HistoryEntry task = scene_->entry();
  task.type = QStringLiteral("task.assigned");
  scene_->arrive(task);
  QCOMPARE(scene_->inbox->unread(), 1);
}

void InboxTest::says_once_that_the_history_cannot_be_written_and_moves_no_position() {
  QSignalSpy over(scene_->inbox.get(), &Inbox::trouble_over);
  scene_->arrive(1);
  scene_->set_disk_full(true);
  scene_->arrive(1);
  scene_->arrive(1);
  scene_->set_disk_full(false);
  QCOMPARE(scene_->troubles.size(), 1);
  QCOMPARE(scene_->source.told, QStringList({"stored shop", "not stored shop", "not stored shop"}));
  QCOMPARE(scene_->store->position(kShop), QByteArray("at 1"));
  QCOMPARE(scene_->display.shown, QStringList({scene_->key("1"), "report:store"}));
  scene_->arrive(1);
  QCOMPARE(over.count(), 1);
  QCOMPARE(scene_->source.told.last(), QStringLiteral("stored shop"));
  QCOMPARE(scene_->store->position(kShop), QByteArray("at 4"));
}

void InboxTest::tells_by_a_popup_that_nothing_can_be_kept_until_it_can() {
  QSignalSpy show(scene_->inbox.get(), &Inbox::show_requested);
  scene_->set_disk_full(true);
  scene_->arrive(1);
  scene_->set_disk_full(false);
  const Popup report = scene_->display.popup("report:store");
  QVERIFY(report.is_report);
  QVERIFY2(report.body.contains("the disk is full"), qPrintable(report.body));
  QCOMPARE(scene_->inbox->standing_trouble(), report.body);
  scene_->arrive(1);
  QVERIFY(!scene_->display.on_screen.contains("report:store"));
  QVERIFY(scene_->inbox->standing_trouble().isEmpty());
  scene_->display.press("report:store", PopupAction::default_action, "token");
  QCOMPARE(show.takeFirst(), QList<QVariant>({0LL, QStringLiteral("token")}));
}

void InboxTest::takes_out_of_the_badge_what_a_new_rule_mutes() {
  scene_->arrive(250, Arrival::backlog);
  HistoryEntry news = scene_->entry();
  news.type = QStringLiteral("shop.news");
  scene_->arrive(news, Arrival::backlog);
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 251; }));
  Settings settings;
  Rule rule;
  rule.type = QStringLiteral("order.*");
  rule.action = RuleAction::mute;
  settings.rules = {rule};
  set(settings);
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 1; }));
  set(Settings());
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 251; }));
}

void InboxTest::refuses_what_waits_behind_a_batch_that_could_not_be_stored() {
  scene_->arrive(200);
  scene_->arrive(1);
  scene_->set_disk_full(true);
  const bool refused = wait_for([this] { return scene_->source.told.size() == 2; });
  scene_->set_disk_full(false);
  QVERIFY(refused);
  QCOMPARE(scene_->source.told, QStringList({"not stored shop", "not stored shop"}));
  QVERIFY(scene_->store->position(kShop).isEmpty());
  scene_->arrive(1);
  QVERIFY(wait_for([this] { return scene_->store->position(kShop) == "at 202"; }));
  QCOMPARE(scene_->row("201"), 0);
  QCOMPARE(scene_->source.told.size(), 3);
}

void InboxTest::tells_of_a_gap() {
  emit scene_->source.gap_reported(kShop);
  QCOMPARE(scene_->troubles.size(), 1);
  QVERIFY(scene_->troubles.first().contains(kShop));
}

void InboxTest::forgets_an_account_with_its_popups() {
  scene_->arrive(2);
  scene_->inbox->forget_account(kShop);
  QVERIFY(scene_->display.on_screen.isEmpty());
  QCOMPARE(scene_->inbox->unread(), 0);
  QVERIFY(scene_->store->position(kShop).isEmpty());
}

void InboxTest::takes_bad_input_as_text() {
  HistoryEntry one = scene_->entry();
  one.title = QStringLiteral("<img src=x onerror=alert(1)>\x1b[31m") + QChar(0);
  one.body = QString(4096, QChar(0x202e));
  one.type = QStringLiteral("unknown.\"type\"';--");
  one.group = QString(10'000, 'g');
  one.data = QByteArray(10'000, '[') + QByteArray(10'000, ']');
  scene_->arrive(one);
  const auto kept = scene_->store->find(kShop, "1");
  QVERIFY(kept.has_value());
  QCOMPARE(kept->title, one.title);
  QCOMPARE(kept->body, one.body);
  QCOMPARE(kept->data, one.data);
  QVERIFY(scene_->display.on_screen.contains(scene_->key("1")));
}

QTEST_GUILESS_MAIN(InboxTest)
#include "inbox_test.moc"

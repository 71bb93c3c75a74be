#include "inbox/inbox.h"

#include <QSignalSpy>
#include <QtTest>

#include "desktop/inbox/inbox_scene.h"

using namespace tidings::desktop;
using tidings::test::InboxScene;

namespace {

constexpr int kDeadline = 30'000;
const QString kShop = QStringLiteral("shop");

}  // namespace

class InboxTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { scene_ = std::make_unique<InboxScene>(); }
  void cleanup() { scene_.reset(); }

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
  void withdraws_what_is_read_here_and_tells_the_server();
  void withdraws_what_is_read_elsewhere_and_tells_nobody();
  void marks_all_read_in_pieces_and_tells_the_server_up_to_where();
  void marks_many_in_pieces();
  void deletes_many_and_undoes_step_by_step();
  void opens_links_of_the_accounts_own_host();
  void asks_before_it_opens_another_host_data();
  void asks_before_it_opens_another_host();
  void never_opens_anything_but_web_links_data();
  void never_opens_anything_but_web_links();
  void says_when_no_browser_can_be_started();
  void acts_on_what_is_pressed_in_a_popup();
  void reminds_later_unless_it_was_read_meanwhile();
  void reminds_of_what_was_put_off_before_a_restart();
  void reminds_of_much_at_once_in_one_popup();
  void says_when_a_reminder_cannot_be_kept();
  void reminds_of_nothing_of_a_forgotten_account();
  void holds_popups_back_while_paused_and_shows_one_digest_afterwards();
  void adds_what_a_pause_held_back_to_a_digest_that_is_still_there();
  void ends_a_pause_by_itself();
  void ends_a_pause_at_once_when_the_machine_wakes();
  void keeps_a_pause_over_a_restart();
  void keeps_no_pause_that_ended_while_it_did_not_run();
  void lets_urgent_ones_through_a_pause_by_the_settings();
  void waits_for_the_end_of_quiet_hours();
  void waits_for_the_end_of_the_desktops_do_not_disturb();
  void says_once_that_the_history_cannot_be_written_and_moves_no_position();
  void tells_by_a_popup_that_nothing_can_be_kept_until_it_can();
  void holds_a_report_back_while_paused();
  void takes_out_of_the_badge_what_a_new_rule_mutes();
  void offers_no_undo_of_what_could_not_be_deleted();
  void refuses_what_waits_behind_a_batch_that_could_not_be_stored();
  void tells_of_a_gap();
  void forgets_an_account_with_its_popups();
  void takes_bad_input_as_text();

 private:
  bool wait_for(const std::function<bool()>& condition) {
    return QTest::qWaitFor(condition, kDeadline);
  }
  /// A later timer than the digest's has run out.
  bool a_digest_would_have_come() {
    bool is_over = false;
    QTimer::singleShot(std::chrono::milliseconds(60), this, [&] { is_over = true; });
    return wait_for([&] { return is_over; });
  }
  void set(const Settings& settings) { QCOMPARE(scene_->settings.change(settings), QString()); }

  std::unique_ptr<InboxScene> scene_;
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

void InboxTest::withdraws_what_is_read_here_and_tells_the_server() {
  scene_->arrive(2);
  scene_->source.told.clear();
  scene_->inbox->set_read({scene_->row("1")}, true);
  QCOMPARE(scene_->display.on_screen.keys(), QStringList({scene_->key("2")}));
  QCOMPARE(scene_->source.told, QStringList({"read shop 1"}));
  scene_->inbox->set_read({scene_->row("1")}, true);
  QCOMPARE(scene_->source.told.size(), 1);
  scene_->inbox->set_read({scene_->row("1")}, false);
  QCOMPARE(scene_->source.told.last(), QStringLiteral("unread shop 1"));
  QCOMPARE(scene_->display.on_screen.size(), 1);
}

void InboxTest::withdraws_what_is_read_elsewhere_and_tells_nobody() {
  scene_->arrive(3);
  scene_->source.told.clear();
  emit scene_->source.read_changed(kShop, {"1"}, true);
  QVERIFY(!scene_->display.on_screen.contains(scene_->key("1")));
  emit scene_->source.read_up_to_changed(kShop, "2");
  QCOMPARE(scene_->display.on_screen.keys(), QStringList({scene_->key("3")}));
  emit scene_->source.read_changed(kShop, {"2"}, false);
  QCOMPARE(scene_->inbox->unread(), 2);
  QVERIFY(scene_->source.told.isEmpty());
}

void InboxTest::marks_all_read_in_pieces_and_tells_the_server_up_to_where() {
  HistoryEntry other = scene_->entry();
  other.account = QStringLiteral("other");
  scene_->arrive(other);
  scene_->arrive(450);
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 451; }));
  scene_->source.told.clear();
  scene_->inbox->mark_all_read(kShop);
  scene_->arrive(1);
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 2; }));
  QVERIFY(scene_->source.told.contains("up to shop 451"));
  scene_->inbox->mark_all_read();
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 0; }));
  QVERIFY(scene_->source.told.contains("up to other 1"));
  QCOMPARE(scene_->source.told.filter("up to").size(), 3);
}

void InboxTest::marks_many_in_pieces() {
  scene_->arrive(450);
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 450; }));
  QList<qint64> rows;
  for (int id = 1; id <= 450; ++id) {
    rows.append(scene_->row(QString::number(id)));
  }
  QSignalSpy pieces(scene_->store.get(), &HistoryStore::read_changed);
  scene_->inbox->set_read(rows, true);
  QVERIFY(scene_->inbox->unread() > 0);
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 0; }));
  QVERIFY(pieces.count() > 2);
}

void InboxTest::deletes_many_and_undoes_step_by_step() {
  scene_->arrive(300);
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 300; }));
  QList<qint64> rows;
  for (int id = 1; id <= 250; ++id) {
    rows.append(scene_->row(QString::number(id)));
  }
  QVERIFY(!scene_->inbox->can_undo_remove());
  scene_->inbox->remove({scene_->row("300")});
  scene_->inbox->remove(rows);
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 49; }));
  QVERIFY(!scene_->display.on_screen.contains(scene_->key("1")));
  scene_->inbox->undo_remove();
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 299; }));
  scene_->inbox->undo_remove();
  QCOMPARE(scene_->inbox->unread(), 300);
  QVERIFY(!scene_->inbox->can_undo_remove());
  scene_->inbox->undo_remove();
  QVERIFY(!scene_->source.told.join(' ').contains("read"));
}

void InboxTest::opens_links_of_the_accounts_own_host() {
  HistoryEntry one = scene_->entry();
  one.url = QStringLiteral("https://SHOP.example/orders/1?a=%20b#c");
  scene_->arrive(one);
  QSignalSpy asked(scene_->inbox.get(), &Inbox::url_confirmation_needed);
  scene_->inbox->open_url(scene_->row("1"));
  QCOMPARE(scene_->opened.size(), 1);
  QCOMPARE(scene_->opened.first().toEncoded(),
           QByteArray("https://shop.example/orders/1?a=%20b#c"));
  QCOMPARE(asked.count(), 0);
  QCOMPARE(scene_->inbox->unread(), 0);
  QCOMPARE(scene_->source.told.last(), QStringLiteral("read shop 1"));
}

void InboxTest::asks_before_it_opens_another_host_data() {
  QTest::addColumn<QString>("url");
  QTest::addColumn<QString>("host");
  QTest::newRow("other") << "http://other.example/"
                         << "other.example";
  QTest::newRow("looks alike") << "https://shop.example.evil.test/"
                               << "shop.example.evil.test";
  QTest::newRow("user info") << "https://shop.example@evil.test/"
                             << "evil.test";
  QTest::newRow("below") << "https://a.shop.example/"
                         << "a.shop.example";
}

void InboxTest::asks_before_it_opens_another_host() {
  QFETCH(QString, url);
  QFETCH(QString, host);
  HistoryEntry one = scene_->entry();
  one.url = url;
  scene_->arrive(one);
  QSignalSpy asked(scene_->inbox.get(), &Inbox::url_confirmation_needed);
  scene_->inbox->open_url(scene_->row("1"));
  QVERIFY(scene_->opened.isEmpty());
  QCOMPARE(asked.count(), 1);
  QCOMPARE(asked[0][0].toLongLong(), scene_->row("1"));
  QCOMPARE(asked[0][2].toString(), host);
  QCOMPARE(scene_->inbox->unread(), 1);
  scene_->inbox->open_confirmed_url(scene_->row("1"));
  QCOMPARE(scene_->opened, QList<QUrl>({QUrl(url)}));
  QCOMPARE(scene_->inbox->unread(), 0);
}

void InboxTest::never_opens_anything_but_web_links_data() {
  QTest::addColumn<QString>("url");
  for (const char* url :
       {"javascript:alert(1)", "file:///etc/passwd", "FILE:///etc/passwd", "//shop.example/x",
        "/etc/passwd", "data:text/html,x", "https:", "https:///path", "http://", "shop.example",
        "mailto:a@shop.example", "smb://shop.example/x", "https://shop.example:99999/",
        "vbscript:x", "https://shop .example/", "tidings:shop/1"}) {
    QTest::newRow(url) << QString::fromUtf8(url);
  }
}

void InboxTest::never_opens_anything_but_web_links() {
  QFETCH(QString, url);
  HistoryEntry one = scene_->entry();
  one.url = url;
  scene_->arrive(one);
  QSignalSpy asked(scene_->inbox.get(), &Inbox::url_confirmation_needed);
  scene_->inbox->open_url(scene_->row("1"));
  scene_->inbox->open_confirmed_url(scene_->row("1"));
  QVERIFY(scene_->opened.isEmpty());
  QCOMPARE(asked.count(), 0);
  QCOMPARE(scene_->troubles.size(), 1);
}

void InboxTest::says_when_no_browser_can_be_started() {
  scene_->can_open = false;
  HistoryEntry one = scene_->entry();
  one.url = QStringLiteral("https://shop.example/");
  scene_->arrive(one);
  scene_->inbox->open_url(scene_->row("1"));
  QCOMPARE(scene_->troubles.size(), 1);
  QCOMPARE(scene_->inbox->unread(), 1);
}

void InboxTest::acts_on_what_is_pressed_in_a_popup() {
  QSignalSpy requested(scene_->inbox.get(), &Inbox::show_requested);
  HistoryEntry with_url = scene_->entry();
  with_url.url = QStringLiteral("https://shop.example/1");
  scene_->arrive(with_url);
  scene_->arrive(2);
  scene_->display.press(scene_->key("1"), PopupAction::open);
  QCOMPARE(scene_->opened.size(), 1);
  scene_->inbox->set_read({scene_->row("1")}, false);
  scene_->display.press(scene_->key("1"), PopupAction::default_action);
  QCOMPARE(scene_->opened.size(), 2);
  QCOMPARE(requested.count(), 0);
  scene_->display.press(scene_->key("2"), PopupAction::default_action, "token");
  QCOMPARE(requested.takeFirst(), QVariantList({scene_->row("2"), "token"}));
  scene_->display.press(scene_->key("3"), PopupAction::read);
  QCOMPARE(scene_->inbox->unread(), 0);
}

void InboxTest::reminds_later_unless_it_was_read_meanwhile() {
  scene_->arrive(2);
  scene_->display.press(scene_->key("1"), PopupAction::later);
  scene_->inbox->remind_later(scene_->row("2"));
  QVERIFY(scene_->display.on_screen.isEmpty());
  scene_->inbox->set_read({scene_->row("1")}, true);
  QVERIFY(wait_for([this] { return !scene_->display.on_screen.isEmpty(); }));
  QCOMPARE(scene_->display.on_screen.keys(), QStringList({scene_->key("2")}));
  QCOMPARE(scene_->inbox->unread(), 1);
}

void InboxTest::reminds_of_what_was_put_off_before_a_restart() {
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

void InboxTest::reminds_of_much_at_once_in_one_popup() {
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

void InboxTest::says_when_a_reminder_cannot_be_kept() {
  scene_->arrive(1);
  scene_->set_disk_full(true);
  scene_->inbox->remind_later(scene_->row("1"));
  scene_->set_disk_full(false);
  QCOMPARE(scene_->troubles.size(), 1);
  QVERIFY(wait_for([this] { return scene_->display.on_screen.contains(scene_->key("1")); }));
}

void InboxTest::reminds_of_nothing_of_a_forgotten_account() {
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

void InboxTest::holds_popups_back_while_paused_and_shows_one_digest_afterwards() {
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

void InboxTest::adds_what_a_pause_held_back_to_a_digest_that_is_still_there() {
  scene_->arrive(2, Arrival::catch_up);
  QVERIFY(wait_for([this] { return scene_->display.popup("digest").title.contains("2"); }));
  scene_->inbox->pause();
  scene_->arrive(1);
  scene_->inbox->resume();
  QVERIFY(wait_for([this] { return scene_->display.popup("digest").title.contains("3"); }));
}

void InboxTest::ends_a_pause_by_itself() {
  scene_->inbox->pause_until(scene_->now.local.addSecs(3600));
  QCOMPARE(scene_->inbox->paused_until(), scene_->now.local.addSecs(3600));
  scene_->arrive(2);
  scene_->now.local = scene_->now.local.addSecs(3600);
  QVERIFY(wait_for([this] { return !scene_->inbox->is_paused(); }));
  QVERIFY(wait_for([this] { return scene_->display.on_screen.contains("digest"); }));
}

void InboxTest::ends_a_pause_at_once_when_the_machine_wakes() {
  scene_->look_interval = std::chrono::hours(1);
  scene_->restart();
  scene_->inbox->pause_until(scene_->now.local.addSecs(3600));
  scene_->now.local = scene_->now.local.addSecs(3600);
  QVERIFY(scene_->inbox->is_paused());
  scene_->inbox->look_at_clock();
  QVERIFY(!scene_->inbox->is_paused());
}

void InboxTest::keeps_a_pause_over_a_restart() {
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

void InboxTest::keeps_no_pause_that_ended_while_it_did_not_run() {
  scene_->inbox->pause_until(scene_->now.local.addSecs(3600));
  scene_->now.local = scene_->now.local.addSecs(3600);
  scene_->restart();
  QVERIFY(!scene_->inbox->is_paused());
  QVERIFY(!scene_->settings.settings().paused);
}

void InboxTest::lets_urgent_ones_through_a_pause_by_the_settings() {
  scene_->inbox->pause();
  scene_->arrive(1, Arrival::live, 5);
  QVERIFY(scene_->display.on_screen.contains(scene_->key("1")));
  Settings settings;
  settings.urgent_breaks_through = false;
  set(settings);
  scene_->arrive(1, Arrival::live, 5);
  QVERIFY(!scene_->display.on_screen.contains(scene_->key("2")));
}

void InboxTest::waits_for_the_end_of_quiet_hours() {
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

void InboxTest::waits_for_the_end_of_the_desktops_do_not_disturb() {
  scene_->display.set_do_not_disturb(true);
  scene_->arrive(2);
  QVERIFY(scene_->display.shown.isEmpty());
  scene_->display.set_do_not_disturb(false);
  QVERIFY(wait_for([this] { return scene_->display.on_screen.contains("digest"); }));
  QCOMPARE(scene_->display.shown, QStringList({"digest"}));
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

void InboxTest::offers_no_undo_of_what_could_not_be_deleted() {
  scene_->arrive(1);
  scene_->set_disk_full(true);
  scene_->inbox->remove({scene_->row("1")});
  scene_->set_disk_full(false);
  QCOMPARE(scene_->troubles.size(), 1);
  QVERIFY(!scene_->inbox->can_undo_remove());
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

void InboxTest::holds_a_report_back_while_paused() {
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

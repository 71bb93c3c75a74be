#include <QSignalSpy>
#include <QtTest>

#include "desktop/inbox/inbox_scene.h"
#include "inbox/inbox.h"

using namespace tidings::desktop;
using tidings::test::InboxCase;
using tidings::test::kShop;
using tidings::test::wait_for;

/// What is done with notifications here: read, delete, open, press a popup's button.
class InboxActionsTest : public InboxCase {
  Q_OBJECT

 private slots:
  void withdraws_what_is_read_here_and_tells_the_server();
  void withdraws_what_is_read_elsewhere_and_tells_nobody();
  void marks_all_read_in_pieces_and_tells_the_server_up_to_where();
  void marks_many_in_pieces();
  void deletes_many_and_undoes_step_by_step();
  void stops_deleting_when_it_is_undone();
  void undoes_each_deletion_for_itself_while_both_go_on();
  void opens_links_of_the_accounts_own_host();
  void asks_before_it_opens_another_host_data();
  void asks_before_it_opens_another_host();
  void never_opens_anything_but_web_links_data();
  void never_opens_anything_but_web_links();
  void says_when_no_browser_can_be_started();
  void acts_on_what_is_pressed_in_a_popup();
  void offers_no_undo_of_what_could_not_be_deleted();

 private:
  QList<qint64> arrive_and_list(int count) {
    scene_->arrive(count);
    (void)wait_for([this, count] { return scene_->inbox->unread() == count; });
    QList<qint64> rows;
    for (int id = 1; id <= count; ++id) {
      rows.append(scene_->row(QString::number(id)));
    }
    return rows;
  }
  /// Lets everything happen that was to happen at once, and what that set off.
  static void pass_timers() {
    for (int rounds = 0; rounds < 10; ++rounds) {
      bool passed = false;
      QTimer::singleShot(0, [&passed] { passed = true; });
      QVERIFY(wait_for([&passed] { return passed; }));
    }
  }
};

void InboxActionsTest::withdraws_what_is_read_here_and_tells_the_server() {
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

void InboxActionsTest::withdraws_what_is_read_elsewhere_and_tells_nobody() {
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

void InboxActionsTest::marks_all_read_in_pieces_and_tells_the_server_up_to_where() {
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

void InboxActionsTest::marks_many_in_pieces() {
  const QList<qint64> rows = arrive_and_list(450);
  QSignalSpy pieces(scene_->store.get(), &HistoryStore::read_changed);
  scene_->inbox->set_read(rows, true);
  QVERIFY(scene_->inbox->unread() > 0);
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 0; }));
  QVERIFY(pieces.count() > 2);
}

void InboxActionsTest::deletes_many_and_undoes_step_by_step() {
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

void InboxActionsTest::stops_deleting_when_it_is_undone() {
  const QList<qint64> rows = arrive_and_list(350);
  scene_->inbox->remove(rows);
  QCOMPARE(scene_->inbox->unread(), 250);  // the first piece
  scene_->inbox->undo_remove();
  pass_timers();
  QCOMPARE(scene_->inbox->unread(), 350);
  QVERIFY(!scene_->inbox->can_undo_remove());
}

void InboxActionsTest::undoes_each_deletion_for_itself_while_both_go_on() {
  const QList<qint64> rows = arrive_and_list(350);
  scene_->inbox->remove(rows.mid(0, 250));
  scene_->inbox->remove(rows.mid(250));
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 0; }));
  scene_->inbox->undo_remove();
  QVERIFY(wait_for([this] { return scene_->inbox->unread() >= 100; }));
  pass_timers();
  QCOMPARE(scene_->inbox->unread(), 100);
  scene_->inbox->undo_remove();
  QVERIFY(wait_for([this] { return scene_->inbox->unread() == 350; }));
}

void InboxActionsTest::opens_links_of_the_accounts_own_host() {
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

void InboxActionsTest::asks_before_it_opens_another_host_data() {
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

void InboxActionsTest::asks_before_it_opens_another_host() {
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

void InboxActionsTest::never_opens_anything_but_web_links_data() {
  QTest::addColumn<QString>("url");
  for (const char* url :
       {"javascript:alert(1)", "file:///etc/passwd", "FILE:///etc/passwd", "//shop.example/x",
        "/etc/passwd", "data:text/html,x", "https:", "https:///path", "http://", "shop.example",
        "mailto:a@shop.example", "smb://shop.example/x", "https://shop.example:99999/",
        "vbscript:x", "https://shop .example/", "tidings:shop/1"}) {
    QTest::newRow(url) << QString::fromUtf8(url);
  }
}

void InboxActionsTest::never_opens_anything_but_web_links() {
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

void InboxActionsTest::says_when_no_browser_can_be_started() {
  scene_->can_open = false;
  HistoryEntry one = scene_->entry();
  one.url = QStringLiteral("https://shop.example/");
  scene_->arrive(one);
  scene_->inbox->open_url(scene_->row("1"));
  QCOMPARE(scene_->troubles.size(), 1);
  QCOMPARE(scene_->inbox->unread(), 1);
}

void InboxActionsTest::acts_on_what_is_pressed_in_a_popup() {
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

void InboxActionsTest::offers_no_undo_of_what_could_not_be_deleted() {
  scene_->arrive(1);
  scene_->set_disk_full(true);
  scene_->inbox->remove({scene_->row("1")});
  scene_->set_disk_full(false);
  QCOMPARE(scene_->troubles.size(), 1);
  QVERIFY(!scene_->inbox->can_undo_remove());
}

QTEST_GUILESS_MAIN(InboxActionsTest)
#include "inbox_actions_test.moc"

#include <QtTest>

#include "models/account_words.h"
#include "models/entry_words.h"
#include "models/rule_words.h"

using namespace tidings::desktop;

class WordsTest : public QObject {
  Q_OBJECT

 private slots:
  void names_a_priority_only_where_it_is_out_of_the_ordinary();
  void reads_an_entry_out_with_all_that_its_looks_tell();
  void tells_when_it_happened_and_not_when_it_was_fetched();
  void copies_an_entry_as_it_came();
  void tells_an_account_in_a_sentence();
  void names_what_mends_an_account();
  void tells_a_rule_in_a_sentence_data();
  void tells_a_rule_in_a_sentence();
};

void WordsTest::names_a_priority_only_where_it_is_out_of_the_ordinary() {
  QCOMPARE(priority_word(5), QStringLiteral("Urgent"));
  QCOMPARE(priority_word(4), QStringLiteral("High"));
  QCOMPARE(priority_word(3), QString());
  QCOMPARE(priority_word(1), QStringLiteral("Low"));
}

void WordsTest::reads_an_entry_out_with_all_that_its_looks_tell() {
  HistoryEntry entry;
  entry.title = QStringLiteral("Order 7");
  entry.body = QStringLiteral("2 items\nfrom\u202E Anna");
  entry.type = QStringLiteral("order.new");
  entry.account = QStringLiteral("shop");
  entry.priority = 5;
  QCOMPARE(entry_sentence(entry),
           QStringLiteral("Unread. Urgent. Order 7. 2 items from\\u{202e} Anna. order.new. shop"));
  entry.read = true;
  entry.priority = 3;
  QVERIFY(entry_sentence(entry).startsWith(QStringLiteral("Order 7")));
}

void WordsTest::tells_when_it_happened_and_not_when_it_was_fetched() {
  HistoryEntry entry;
  entry.received_at = QDateTime(QDate(2026, 11, 26), QTime(12, 0), Qt::UTC);
  QCOMPARE(entry_moment(entry), entry.received_at);
  entry.created_at = entry.received_at.addDays(-3);
  QCOMPARE(entry_moment(entry), entry.created_at);
  entry.created_at = entry.received_at.addDays(3);
  QCOMPARE(entry_moment(entry), entry.received_at);
}

void WordsTest::copies_an_entry_as_it_came() {
  HistoryEntry entry;
  entry.title = QStringLiteral("Order 7");
  entry.url = QStringLiteral("https://shop.example/7");
  QCOMPARE(entry_as_text(entry), QStringLiteral("Order 7\nhttps://shop.example/7"));
}

void WordsTest::tells_an_account_in_a_sentence() {
  const QString shop = QStringLiteral("shop");
  QCOMPARE(status_sentence({shop, AccountState::connected, NeededAction::none, {}}),
           QStringLiteral("shop: connected"));
  QCOMPARE(status_sentence({shop, AccountState::offline, NeededAction::none,
                            QStringLiteral("There is no network.")}),
           QStringLiteral("shop: offline. There is no network."));
}

void WordsTest::names_what_mends_an_account() {
  QCOMPARE(action_word(NeededAction::none), QString());
  for (const NeededAction action : {NeededAction::enter_token, NeededAction::unlock_keyring,
                                    NeededAction::log_in_to_network, NeededAction::mend_settings}) {
    QVERIFY(!action_word(action).isEmpty());
  }
}

void WordsTest::tells_a_rule_in_a_sentence_data() {
  QTest::addColumn<Rule>("rule");
  QTest::addColumn<QString>("said");
  Rule rule;
  QTest::newRow("everything") << rule << "everything → Popup";
  rule.type = QStringLiteral("task.*");
  rule.action = RuleAction::popup_and_sound;
  QTest::newRow("type") << rule << "type task.* → Popup and sound";
  rule.account = QStringLiteral("shop");
  rule.text = QStringLiteral("express");
  rule.min_priority = 4;
  QTest::newRow("several") << rule
                           << "account shop, type task.*, contains “express”, priority 4 to 5 → "
                              "Popup and sound";
  rule = {};
  rule.min_priority = rule.max_priority = 2;
  rule.action = RuleAction::mute;
  QTest::newRow("one priority") << rule << "priority 2 → Mute: no popup, not counted";
}

void WordsTest::tells_a_rule_in_a_sentence() {
  QFETCH(const Rule, rule);
  QFETCH(const QString, said);
  QCOMPARE(rule_sentence(rule), said);
}

QTEST_GUILESS_MAIN(WordsTest)
#include "words_test.moc"

#include "policy/popup_policy.h"

#include <QTimeZone>
#include <QtTest>

using namespace tidings::desktop;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

HistoryEntry entry(int priority = 3) {
  HistoryEntry entry;
  entry.row = 1;
  entry.account = QStringLiteral("shop");
  entry.type = QStringLiteral("order.new");
  entry.group = QStringLiteral("orders");
  entry.title = QString::fromUtf8("Sipariş IŞIK");
  entry.body = QString::fromUtf8("새 주문이");
  entry.priority = priority;
  return entry;
}

Rule rule(RuleAction action) {
  Rule rule;
  rule.action = action;
  return rule;
}

}  // namespace

class PopupPolicyTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    policy_ = PopupPolicy();
    clock_ = {};
    set({});
  }

  void shows_a_popup_for_what_happens_now();
  void is_silent_about_the_lowest_priority_unless_a_rule_says_so();
  void calls_the_highest_priority_urgent();
  void is_silent_about_what_is_read_already();
  void asks_rules_about_every_condition_data();
  void asks_rules_about_every_condition();
  void takes_the_first_enabled_rule_that_holds();
  void gives_sound_by_rule_unless_sounds_are_off();
  void mutes_in_every_case_and_before_all_else();
  void tells_a_backlog_to_nobody();
  void folds_what_comes_after_three_popups_in_ten_seconds();
  void goes_on_folding_until_ten_seconds_have_passed_without_any();
  void shows_one_urgent_one_more_in_a_burst();
  void shows_at_most_four_popups_of_five_thousand();
  void digests_what_came_while_away_urgent_or_not();
  void holds_back_for_the_digest_data();
  void holds_back_for_the_digest();
  void shows_nothing_when_popups_are_off();

 private:
  void set(const Settings& settings) { policy_.set_settings(settings); }
  PopupDecision decide(const HistoryEntry& one, Arrival arrival = Arrival::live,
                       const Quiet& quiet = {}) {
    return policy_.decide(one, arrival, quiet, clock_);
  }
  PopupVerdict verdict(const HistoryEntry& one, Arrival arrival = Arrival::live,
                       const Quiet& quiet = {}) {
    return decide(one, arrival, quiet).verdict;
  }

  PopupPolicy policy_;
  PolicyClock clock_;
};

void PopupPolicyTest::shows_a_popup_for_what_happens_now() {
  const PopupDecision decision = decide(entry());
  QCOMPARE(decision.verdict, PopupVerdict::popup);
  QVERIFY(!decision.urgent);
  QVERIFY(decision.sound.isEmpty());
}

void PopupPolicyTest::is_silent_about_the_lowest_priority_unless_a_rule_says_so() {
  QCOMPARE(verdict(entry(1)), PopupVerdict::silent);
  QCOMPARE(verdict(entry(2)), PopupVerdict::popup);
  Settings settings;
  settings.rules = {rule(RuleAction::popup)};
  set(settings);
  QCOMPARE(verdict(entry(1)), PopupVerdict::popup);
}

void PopupPolicyTest::calls_the_highest_priority_urgent() {
  QVERIFY(decide(entry(5)).urgent);
  QVERIFY(!decide(entry(4)).urgent);
}

void PopupPolicyTest::is_silent_about_what_is_read_already() {
  HistoryEntry read = entry();
  read.read = true;
  QCOMPARE(verdict(read), PopupVerdict::silent);
  QCOMPARE(verdict(read, Arrival::catch_up), PopupVerdict::silent);
}

void PopupPolicyTest::asks_rules_about_every_condition_data() {
  QTest::addColumn<QString>("condition");
  QTest::addColumn<QString>("value");
  QTest::addColumn<bool>("holds");
  const auto row = [](const char* condition, const char* value, bool holds) {
    QTest::addRow("%s=%s", condition, value)
        << QString::fromUtf8(condition) << QString::fromUtf8(value) << holds;
  };
  row("account", "shop", true);
  row("account", "other", false);
  row("type", "order.new", true);
  row("type", "order.*", true);
  row("type", "*", true);
  row("type", "order", false);
  row("type", "order.new.*", false);
  row("group", "orders", true);
  row("group", "order", false);
  row("text", "ışık", true);
  row("text", " SİPARİŞ ", true);
  row("text", "주문", true);
  row("text", "배송", false);
  row("min", "3", true);
  row("min", "4", false);
  row("max", "3", true);
  row("max", "2", false);
  row("off", "", false);
}

void PopupPolicyTest::asks_rules_about_every_condition() {
  QFETCH(QString, condition);
  QFETCH(QString, value);
  QFETCH(bool, holds);
  Rule one = rule(RuleAction::silent);
  const QHash<QString, std::function<void()>> set_condition{
      {"account", [&] { one.account = value; }},
      {"type", [&] { one.type = value; }},
      {"group", [&] { one.group = value; }},
      {"text", [&] { one.text = value; }},
      {"min", [&] { one.min_priority = value.toInt(); }},
      {"max", [&] { one.max_priority = value.toInt(); }},
      {"off", [&] { one.enabled = false; }}};
  set_condition.value(condition)();
  Settings settings;
  settings.rules = {one};
  set(settings);
  QCOMPARE(verdict(entry()), holds ? PopupVerdict::silent : PopupVerdict::popup);
}

void PopupPolicyTest::takes_the_first_enabled_rule_that_holds() {
  Rule off = rule(RuleAction::mute);
  off.enabled = false;
  Rule other = rule(RuleAction::mute);
  other.account = QStringLiteral("other");
  Settings settings;
  settings.rules = {off, other, rule(RuleAction::silent), rule(RuleAction::popup)};
  set(settings);
  QCOMPARE(verdict(entry()), PopupVerdict::silent);
}

void PopupPolicyTest::gives_sound_by_rule_unless_sounds_are_off() {
  Rule loud = rule(RuleAction::popup_and_sound);
  Settings settings;
  settings.rules = {loud};
  set(settings);
  QCOMPARE(decide(entry()).sound, QStringLiteral("message-new-instant"));
  settings.rules.first().sound = QStringLiteral("bell");
  set(settings);
  QCOMPARE(decide(entry()).sound, QStringLiteral("bell"));
  Quiet disturbed;
  disturbed.do_not_disturb = true;
  QVERIFY(decide(entry(5), Arrival::live, disturbed).sound.isEmpty());
  settings.sounds_enabled = false;
  set(settings);
  clock_.steady += seconds(60);
  QCOMPARE(decide(entry()).verdict, PopupVerdict::popup);
  QVERIFY(decide(entry()).sound.isEmpty());
}

void PopupPolicyTest::mutes_in_every_case_and_before_all_else() {
  Settings settings;
  settings.rules = {rule(RuleAction::mute)};
  settings.popups_enabled = false;
  set(settings);
  Quiet paused;
  paused.paused = true;
  for (const Arrival arrival : {Arrival::live, Arrival::catch_up, Arrival::backlog}) {
    QCOMPARE(verdict(entry(5), arrival, paused), PopupVerdict::mute);
  }
  QVERIFY(policy_.is_muted(entry()));
}

void PopupPolicyTest::tells_a_backlog_to_nobody() {
  QCOMPARE(verdict(entry(5), Arrival::backlog), PopupVerdict::silent);
}

void PopupPolicyTest::folds_what_comes_after_three_popups_in_ten_seconds() {
  for (int time = 0; time < 3; ++time) {
    QCOMPARE(verdict(entry()), PopupVerdict::popup);
    clock_.steady += seconds(3);
  }
  QCOMPARE(verdict(entry()), PopupVerdict::fold);
}

void PopupPolicyTest::goes_on_folding_until_ten_seconds_have_passed_without_any() {
  for (int time = 0; time < 4; ++time) {
    decide(entry());
  }
  for (int time = 0; time < 10; ++time) {
    clock_.steady += milliseconds(9'999);
    QCOMPARE(verdict(entry()), PopupVerdict::fold);
  }
  clock_.steady += seconds(10);
  QCOMPARE(verdict(entry()), PopupVerdict::popup);
}

void PopupPolicyTest::shows_one_urgent_one_more_in_a_burst() {
  for (int time = 0; time < 10; ++time) {
    decide(entry());
  }
  QCOMPARE(verdict(entry(5)), PopupVerdict::popup);
  QCOMPARE(verdict(entry(5)), PopupVerdict::fold);
}

void PopupPolicyTest::shows_at_most_four_popups_of_five_thousand() {
  for (const int priority : {3, 5}) {
    init();
    int popups = 0;
    for (int number = 0; number < 5000; ++number) {
      popups += verdict(entry(priority)) == PopupVerdict::popup ? 1 : 0;
      clock_.steady += milliseconds(1);
    }
    QVERIFY(popups >= 3 && popups <= 4);
  }
}

void PopupPolicyTest::digests_what_came_while_away_urgent_or_not() {
  QCOMPARE(verdict(entry(), Arrival::catch_up), PopupVerdict::digest);
  QCOMPARE(verdict(entry(5), Arrival::catch_up), PopupVerdict::digest);
  QCOMPARE(verdict(entry(1), Arrival::catch_up), PopupVerdict::silent);
}

void PopupPolicyTest::holds_back_for_the_digest_data() {
  QTest::addColumn<bool>("paused");
  QTest::addColumn<bool>("do_not_disturb");
  QTest::addColumn<bool>("quiet_hour");
  QTest::newRow("paused") << true << false << false;
  QTest::newRow("the desktop's do-not-disturb") << false << true << false;
  QTest::newRow("quiet hours") << false << false << true;
}

void PopupPolicyTest::holds_back_for_the_digest() {
  QFETCH(bool, paused);
  QFETCH(bool, do_not_disturb);
  QFETCH(bool, quiet_hour);
  Settings settings;
  QuietHours hours;
  hours.enabled = true;
  settings.quiet_hours = {hours};
  set(settings);
  clock_.local =
      QDateTime(QDate(2026, 11, 26), QTime(quiet_hour ? 23 : 12, 0), QTimeZone("Asia/Seoul"));
  const Quiet quiet{paused, do_not_disturb};
  QVERIFY(policy_.is_held(quiet, clock_.local));
  QCOMPARE(verdict(entry(4), Arrival::live, quiet), PopupVerdict::digest);
  QCOMPARE(verdict(entry(5), Arrival::live, quiet), PopupVerdict::popup);
  settings.urgent_breaks_through = false;
  set(settings);
  QCOMPARE(verdict(entry(5), Arrival::live, quiet), PopupVerdict::digest);
}

void PopupPolicyTest::shows_nothing_when_popups_are_off() {
  Settings settings;
  settings.popups_enabled = false;
  settings.rules = {rule(RuleAction::popup_and_sound)};
  set(settings);
  QCOMPARE(verdict(entry(5)), PopupVerdict::silent);
  QCOMPARE(verdict(entry(5), Arrival::catch_up), PopupVerdict::silent);
}

QTEST_GUILESS_MAIN(PopupPolicyTest)
#include "popup_policy_test.moc"

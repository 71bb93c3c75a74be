// What is shown of an account, moment by moment.
#include "service/status_judge.h"

#include <QTest>

using namespace tidings;
using namespace tidings::desktop;
using namespace std::chrono_literals;

class StatusJudgeTest : public QObject {
  Q_OBJECT

 private:
  StatusJudge judge_{QStringLiteral("shop")};
  BootTime now_{1h};

  AccountState state() { return judge_.status(now_).state; }

 private slots:
  void init() {
    now_ = BootTime{1h};
    judge_ = StatusJudge(QStringLiteral("shop"));
    judge_.started(now_);
  }

  void it_is_connecting_then_connected() {
    judge_.connecting(now_);
    QCOMPARE(state(), AccountState::connecting);
    QCOMPARE(judge_.status(now_).account, QString("shop"));
    judge_.opened();
    QCOMPARE(state(), AccountState::connected);
    QVERIFY(!judge_.next_change(now_));
  }

  void a_lost_connection_looks_like_an_error_only_after_the_grace() {
    judge_.opened();
    judge_.failed(QStringLiteral("It was cut."), now_);
    QCOMPARE(state(), AccountState::connecting);
    QVERIFY(judge_.status(now_).detail.isEmpty());
    QCOMPARE(judge_.next_change(now_), std::optional(now_ + 30s));
    now_ += 29s;
    judge_.connecting(now_);
    judge_.failed(QStringLiteral("It refuses."), now_);
    QCOMPARE(state(), AccountState::connecting);
    now_ += 1s;
    QCOMPARE(state(), AccountState::offline);
    QCOMPARE(judge_.status(now_).detail, QString("It refuses."));
    QVERIFY(!judge_.next_change(now_));
  }

  void offline_stays_offline_while_it_tries() {
    now_ += 1min;
    judge_.failed(QStringLiteral("It refuses."), now_);
    QCOMPARE(state(), AccountState::offline);
    judge_.connecting(now_);
    QCOMPARE(state(), AccountState::offline);
    judge_.opened();
    QCOMPARE(state(), AccountState::connected);
    QVERIFY(judge_.status(now_).detail.isEmpty());
  }

  void waking_begins_the_grace_anew() {
    now_ += 1min;
    judge_.failed(QStringLiteral("No network."), now_);
    QCOMPARE(state(), AccountState::offline);
    judge_.woke(now_);
    QCOMPARE(state(), AccountState::connecting);
    now_ += 30s;
    QCOMPARE(state(), AccountState::offline);
  }

  void what_is_certain_is_said_at_once() {
    judge_.needs(NeededAction::enter_token, QStringLiteral("Enter one."), true, now_);
    QCOMPARE(state(), AccountState::action_needed);
    QCOMPARE(judge_.status(now_).action, NeededAction::enter_token);
    QCOMPARE(judge_.status(now_).detail, QString("Enter one."));
  }

  void what_may_mend_itself_is_said_after_the_grace() {
    judge_.opened();
    judge_.needs(NeededAction::unlock_keyring, QStringLiteral("Unlock it."), false, now_);
    QCOMPARE(state(), AccountState::connecting);
    now_ += 30s;
    QCOMPARE(state(), AccountState::action_needed);
  }

  void starting_anew_forgets_what_was() {
    judge_.needs(NeededAction::enter_token, QStringLiteral("Enter one."), true, now_);
    judge_.started(now_);
    QCOMPARE(state(), AccountState::connecting);
    QVERIFY(!judge_.has_been_connected());
  }
};

QTEST_APPLESS_MAIN(StatusJudgeTest)
#include "status_judge_test.moc"

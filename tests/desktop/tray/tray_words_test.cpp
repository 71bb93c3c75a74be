// What the tray says.
#include "tray/tray_words.h"

#include <QTest>

#include "tray/tray_menu.h"

using namespace tidings::desktop;

namespace {

AccountStatus status(const QString& name, AccountState state) {
  return {name, state, NeededAction::none, {}};
}

}  // namespace

class TrayWordsTest : public QObject {
  Q_OBJECT

 private slots:
  void the_tooltip_says_number_and_state() {
    QCOMPARE(TrayWords::tooltip(7, TrayState::connected, {status("shop", AccountState::connected)}),
             QString("Tidings: 7 unread, connected"));
    QCOMPARE(TrayWords::tooltip(0, TrayState::action_needed, {}),
             QString("Tidings: 0 unread, action needed"));
  }
  void accounts_are_named_where_they_differ() {
    QCOMPARE(TrayWords::tooltip(
                 1, TrayState::offline,
                 {status("a", AccountState::offline), status("b", AccountState::connected)}),
             QString("Tidings: 1 unread, offline\na: offline\nb: connected"));
    QCOMPARE(TrayWords::tooltip(
                 1, TrayState::connected,
                 {status("a", AccountState::connected), status("b", AccountState::connected)}),
             QString("Tidings: 1 unread, connected"));
  }
  void a_pause_hides_no_needed_action() {
    QCOMPARE(tray_state(AccountState::offline, true), TrayState::paused);
    QCOMPARE(tray_state(AccountState::action_needed, true), TrayState::action_needed);
    QCOMPARE(tray_state(AccountState::offline, false), TrayState::offline);
  }
  void states_have_the_names_of_the_contract() {
    QCOMPARE(tray_state_name(TrayState::connected), QString("connected"));
    QCOMPARE(tray_state_name(TrayState::connecting), QString("connecting"));
    QCOMPARE(tray_state_name(TrayState::offline), QString("offline"));
    QCOMPARE(tray_state_name(TrayState::action_needed), QString("action-needed"));
    QCOMPARE(tray_state_name(TrayState::paused), QString("paused"));
  }
  void tomorrow_begins_in_the_morning() {
    const QDateTime late(QDate(2026, 12, 31), QTime(23, 59));
    QCOMPARE(tomorrow_morning(late), QDateTime(QDate(2027, 1, 1), QTime(8, 0)));
  }
};

QTEST_APPLESS_MAIN(TrayWordsTest)
#include "tray_words_test.moc"

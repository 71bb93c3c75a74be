#include "windows/settings/settings_window.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTimeEdit>
#include <QtTest>

#include "desktop/windows/window_scene.h"
#include "windows/check_list.h"
#include "windows/settings/account_form.h"
#include "windows/settings/rule_editor.h"
#include "windows/token_field.h"

using namespace tidings::desktop;
using tidings::test::WindowScene;

class SettingsWindowTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void cleanup() { scene_.reset(); }

  void adds_an_account();
  void changes_an_account_with_all_it_has();
  void shows_what_most_accounts_leave_empty_when_asked_or_when_it_is_not();
  void says_what_is_wrong_with_an_account();
  void tests_an_account_as_it_stands_in_the_form();
  void removes_an_account_after_a_yes_with_its_history();
  void makes_a_rule();
  void moves_and_removes_rules();
  void sets_quiet_hours();
  void switches_popups_and_sounds();
  void says_how_long_the_history_is_kept();
  void takes_the_language_and_the_autostart();
  void says_when_a_setting_cannot_be_written();

 private:
  enum Page { kAccounts, kRules, kQuiet, kPopups, kHistory, kGeneral };
  void open(Page page) {
    scene_->window->show_settings();
    window_ = scene_->open_dialog<SettingsWindow>();
    window_->show_page(page);
  }
  void click(const QString& words) {
    QAbstractButton* button = scene_->button(words);
    QVERIFY2(button != nullptr, qPrintable(words));
    QTest::mouseClick(button, Qt::LeftButton, {},
                      button->inherits("QCheckBox") ? QPoint(8, button->height() / 2) : QPoint());
  }
  template <class T>
  T* field(const QString& name) {
    for (QWidget* top : QApplication::topLevelWidgets()) {
      for (T* widget : top->findChildren<T*>()) {
        if (widget->accessibleName() == name && widget->isVisible()) {
          return widget;
        }
      }
    }
    return nullptr;
  }
  void type_into(const QString& name, const QString& text) {
    auto* line = field<QLineEdit>(name);
    QVERIFY2(line != nullptr, qPrintable(name));
    line->selectAll();
    QTest::keyClicks(line, text);
  }
  void choose(const QString& name, int place) {
    auto* box = field<QComboBox>(name);
    QVERIFY2(box != nullptr, qPrintable(name));
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int step = 0; step < place; ++step) {
      QTest::keyClick(box, Qt::Key_Down);
    }
  }

  std::unique_ptr<WindowScene> scene_;
  SettingsWindow* window_ = nullptr;
};

void SettingsWindowTest::init() {
  scene_ = std::make_unique<WindowScene>();
  scene_->accounts().add(QStringLiteral("shop"));
  scene_->show();
}

void SettingsWindowTest::adds_an_account() {
  open(kAccounts);
  click(QStringLiteral("Add"));
  type_into(QStringLiteral("Name"), QStringLiteral("market"));
  type_into(QStringLiteral("Address"), QStringLiteral("market.example/v1/stream"));
  type_into(QStringLiteral("Token"), QStringLiteral("abc"));
  click(QStringLiteral("Add account"));
  QCOMPARE(scene_->accounts().asked.last(),
           QStringLiteral("add market https://market.example/v1/stream abc"));
  QVERIFY(field<QLineEdit>(QStringLiteral("Token"))->text().isEmpty());
}

void SettingsWindowTest::changes_an_account_with_all_it_has() {
  open(kAccounts);
  choose(QStringLiteral("Kind of server"), 2);
  choose(QStringLiteral("Token is in"), 2);
  type_into(QStringLiteral("Token command"), QStringLiteral("pass show shop"));
  click(QStringLiteral("More settings"));
  type_into(QStringLiteral("Proxy"), QStringLiteral("http://127.0.0.1:3128"));
  type_into(QStringLiteral("Certificate authority"), QStringLiteral("/etc/ca.pem"));
  type_into(QStringLiteral("Heartbeat timeout"), QStringLiteral("90s"));
  field<QPlainTextEdit>(QStringLiteral("Headers"))
      ->setPlainText(QStringLiteral("X-Shop: 7\n\n X-Till: 2 \n"));
  for (const char* const member :
       {"Title", "Body", "Link", "Type", "Priority", "Group", "Identifier", "Heartbeat"}) {
    type_into(QStringLiteral("%1 in the data").arg(QLatin1String(member)),
              QStringLiteral("/%1=1").arg(QLatin1String(member)));
  }
  click(QStringLiteral("Save"));
  const AccountDetails saved = scene_->service.details(QStringLiteral("shop"));
  QCOMPARE(saved.preset, QStringLiteral("ntfy"));
  QCOMPARE(saved.token_place, AccountDetails::TokenPlace::command);
  QCOMPARE(saved.token_command, QStringLiteral("pass show shop"));
  QCOMPARE(saved.proxy, QStringLiteral("http://127.0.0.1:3128"));
  QCOMPARE(saved.ca_file, QStringLiteral("/etc/ca.pem"));
  QCOMPARE(saved.heartbeat_timeout, QStringLiteral("90s"));
  QCOMPARE(saved.headers, QStringList({"X-Shop: 7", "X-Till: 2"}));
  const QMap<QString, QString> mapping{{"title", "/Title=1"},       {"body", "/Body=1"},
                                       {"url", "/Link=1"},          {"type", "/Type=1"},
                                       {"group", "/Group=1"},       {"id", "/Identifier=1"},
                                       {"priority", "/Priority=1"}, {"heartbeat", "/Heartbeat=1"}};
  QCOMPARE(saved.mapping, mapping);
  scene_->window->show_settings();
  QCOMPARE(field<QLineEdit>(QStringLiteral("Link in the data"))->text(), QStringLiteral("/Link=1"));
}

void SettingsWindowTest::shows_what_most_accounts_leave_empty_when_asked_or_when_it_is_not() {
  open(kAccounts);
  QVERIFY(field<QLineEdit>(QStringLiteral("Proxy")) == nullptr);
  QVERIFY(field<QLineEdit>(QStringLiteral("Link in the data")) == nullptr);
  click(QStringLiteral("More settings"));
  QVERIFY(field<QLineEdit>(QStringLiteral("Link in the data")) != nullptr);
  click(QStringLiteral("More settings"));
  QVERIFY(field<QLineEdit>(QStringLiteral("Proxy")) == nullptr);
  AccountDetails details;
  details.name = QStringLiteral("market");
  details.proxy = QStringLiteral("http://127.0.0.1:3128");
  window_->findChild<AccountForm*>()->show_details(details);
  QCOMPARE(field<QLineEdit>(QStringLiteral("Proxy"))->text(), details.proxy);
}

void SettingsWindowTest::says_what_is_wrong_with_an_account() {
  open(kAccounts);
  scene_->accounts().mistake = QStringLiteral("The proxy is no address.");
  click(QStringLiteral("More settings"));
  type_into(QStringLiteral("Proxy"), QStringLiteral("x"));
  click(QStringLiteral("Save"));
  bool said = false;
  for (const QLabel* label : window_->findChildren<QLabel*>()) {
    said |= label->isVisible() && label->text() == QStringLiteral("The proxy is no address.");
  }
  QVERIFY(said);
  QCOMPARE(field<QLineEdit>(QStringLiteral("Proxy"))->text(), QStringLiteral("x"));
}

void SettingsWindowTest::tests_an_account_as_it_stands_in_the_form() {
  open(kAccounts);
  type_into(QStringLiteral("Address"), QStringLiteral("https://new.example/s"));
  click(QStringLiteral("Test connection"));
  QCOMPARE(scene_->accounts().asked.last(), QStringLiteral("test https://new.example/s "));
  emit scene_->service.connection_tested(
      {{QStringLiteral("Server found"), ConnectionCheck::Status::ok, {}, {}}});
  QVERIFY(window_->findChild<CheckList*>()->text().contains(QStringLiteral("works")));
}

void SettingsWindowTest::removes_an_account_after_a_yes_with_its_history() {
  scene_->arrive(QStringLiteral("1"), QStringLiteral("Order"));
  open(kAccounts);
  click(QStringLiteral("Remove…"));
  click(QStringLiteral("Cancel"));
  QCOMPARE(scene_->service.accounts().size(), 1);
  click(QStringLiteral("Remove…"));
  click(QStringLiteral("Remove"));
  QVERIFY(scene_->service.accounts().isEmpty());
  QVERIFY(!scene_->store.find(QStringLiteral("shop"), QStringLiteral("1")));
}

void SettingsWindowTest::makes_a_rule() {
  open(kRules);
  click(QStringLiteral("Add…"));
  QVERIFY(scene_->open_dialog<RuleEditor>() != nullptr);
  type_into(QStringLiteral("Group"), QStringLiteral("returns"));
  type_into(QStringLiteral("Contains"), QStringLiteral("express"));
  field<QSpinBox>(QStringLiteral("Lowest priority"))->setValue(4);
  choose(QStringLiteral("Do this"), 1);
  type_into(QStringLiteral("Sound"), QStringLiteral("bell"));
  click(QStringLiteral("OK"));
  Rule expected;
  expected.group = QStringLiteral("returns");
  expected.text = QStringLiteral("express");
  expected.min_priority = 4;
  expected.action = RuleAction::popup_and_sound;
  expected.sound = QStringLiteral("bell");
  QCOMPARE(scene_->settings.settings().rules, QList<Rule>{expected});
}

void SettingsWindowTest::moves_and_removes_rules() {
  Settings two;
  two.rules = {Rule{}, Rule{}};
  two.rules[1].type = QStringLiteral("task.*");
  scene_->settings.change(two);
  open(kRules);
  auto* list = field<QListView>(QStringLiteral("Rules"));
  list->setCurrentIndex(list->model()->index(1, 0));
  click(QStringLiteral("Up"));
  QCOMPARE(scene_->settings.settings().rules[0].type, QStringLiteral("task.*"));
  click(QStringLiteral("Remove"));
  QCOMPARE(scene_->settings.settings().rules.size(), 1);
  QCOMPARE(scene_->settings.settings().rules[0].type, QString());
}

void SettingsWindowTest::sets_quiet_hours() {
  open(kQuiet);
  click(QStringLiteral("Add quiet hours"));
  QVERIFY(QTest::qWaitFor([&] { return field<QTimeEdit>(QStringLiteral("Quiet from")); }));
  field<QTimeEdit>(QStringLiteral("Quiet from"))->setTime(QTime(20, 30));
  click(QStringLiteral("✓ Sun"));
  QuietHours expected;
  expected.enabled = true;
  expected.begin = QTime(20, 30);
  expected.days = 0x3f;
  QCOMPARE(scene_->settings.settings().quiet_hours, QList<QuietHours>{expected});
  QTest::mouseClick(field<QAbstractButton>(QStringLiteral("Remove quiet hours 1")), Qt::LeftButton);
  QVERIFY(scene_->settings.settings().quiet_hours.isEmpty());
}

void SettingsWindowTest::switches_popups_and_sounds() {
  open(kPopups);
  click(QStringLiteral("Show popups"));
  click(QStringLiteral("Play sounds where a rule asks for one"));
  click(QStringLiteral("Let urgent ones through in quiet hours and while paused"));
  QVERIFY(!scene_->settings.settings().popups_enabled);
  QVERIFY(!scene_->settings.settings().sounds_enabled);
  QVERIFY(!scene_->settings.settings().urgent_breaks_through);
}

void SettingsWindowTest::says_how_long_the_history_is_kept() {
  Settings odd;
  odd.keep_days = 45;
  scene_->settings.change(odd);
  open(kHistory);
  QCOMPARE(field<QComboBox>(QStringLiteral("Keep for"))->currentData().toInt(), 45);
  choose(QStringLiteral("Keep for"), 0);
  choose(QStringLiteral("Keep at most"), 1);
  QCOMPARE(scene_->settings.settings().keep_days, 7);
  QCOMPARE(scene_->settings.settings().keep_number, 100'000);
}

void SettingsWindowTest::takes_the_language_and_the_autostart() {
  open(kGeneral);
  choose(QStringLiteral("Language"), 2);
  QCOMPARE(scene_->settings.settings().language, QStringLiteral("ko"));
  click(QStringLiteral("Start with the session, in the tray"));
  QVERIFY(scene_->settings.settings().autostart);
}

void SettingsWindowTest::says_when_a_setting_cannot_be_written() {
  scene_->lose_folder();
  open(kPopups);
  click(QStringLiteral("Show popups"));
  bool said = false;
  for (const QLabel* label : window_->findChildren<QLabel*>()) {
    said |= label->isVisible() && label->text().contains(QStringLiteral("cannot be written"));
  }
  QVERIFY(said);
  QVERIFY(!scene_->settings.settings().popups_enabled);
}

QTEST_MAIN(SettingsWindowTest)
#include "settings_window_test.moc"

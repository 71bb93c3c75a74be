#include "windows/first_start_page.h"

#include <QLabel>
#include <QtTest>

#include "desktop/windows/window_scene.h"
#include "windows/account_name.h"
#include "windows/check_list.h"
#include "windows/history_view.h"
#include "windows/settings/settings_window.h"
#include "windows/token_field.h"

using namespace tidings::desktop;
using tidings::test::WindowScene;

class FirstStartPageTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void cleanup() { scene_.reset(); }

  void leads_to_an_account_by_keyboard_alone();
  void tests_the_connection_and_says_what_to_do();
  void says_what_is_wrong_and_stays();
  void leads_to_all_settings();
  void names_an_account_by_its_address_data();
  void names_an_account_by_its_address();
  void completes_an_address();

 private:
  QLineEdit* field(const QString& name) {
    for (QLineEdit* edit : page_->findChildren<QLineEdit*>()) {
      if (edit->accessibleName() == name) {
        return edit;
      }
    }
    return nullptr;
  }

  std::unique_ptr<WindowScene> scene_;
  FirstStartPage* page_ = nullptr;
};

void FirstStartPageTest::init() {
  scene_ = std::make_unique<WindowScene>();
  scene_->show();
  page_ = scene_->window->findChild<FirstStartPage*>();
  QVERIFY(page_->isVisible());
}

void FirstStartPageTest::leads_to_an_account_by_keyboard_alone() {
  QVERIFY(QTest::qWaitFor([&] { return field(QStringLiteral("Address"))->hasFocus(); }));
  QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("shop.example/v1/stream"));
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
  QVERIFY(field(QStringLiteral("Token"))->hasFocus());
  QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("abc"));
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
  QCOMPARE(scene_->accounts().asked.last(),
           QStringLiteral("add shop https://shop.example/v1/stream abc"));
  QVERIFY(!page_->isVisible());
}

void FirstStartPageTest::tests_the_connection_and_says_what_to_do() {
  QTest::keyClicks(field(QStringLiteral("Address")), QStringLiteral("https://shop.example/s"));
  QTest::mouseClick(scene_->button(QStringLiteral("Test connection")), Qt::LeftButton);
  QCOMPARE(scene_->accounts().asked.last(), QStringLiteral("test https://shop.example/s "));
  emit scene_->service.connection_tested(
      {{QStringLiteral("Server found"), ConnectionCheck::Status::ok, {}, {}},
       {QStringLiteral("Token accepted"), ConnectionCheck::Status::failure,
        QStringLiteral("<b>401</b>"), QStringLiteral("Enter the token.")}});
  const QString said = page_->findChild<CheckList*>()->text();
  QVERIFY(said.contains(QStringLiteral("does not work yet")));
  QVERIFY(said.contains(QStringLiteral("<b>401</b>\nEnter the token.")));
  for (const QLabel* label : page_->findChild<CheckList*>()->findChildren<QLabel*>()) {
    QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
  }
}

void FirstStartPageTest::says_what_is_wrong_and_stays() {
  scene_->accounts().mistake = QStringLiteral("This is no address.");
  QTest::keyClicks(field(QStringLiteral("Address")), QStringLiteral("x"));
  QTest::mouseClick(scene_->button(QStringLiteral("Finish")), Qt::LeftButton);
  QVERIFY(page_->isVisible());
  bool said = false;
  for (const QLabel* label : page_->findChildren<QLabel*>()) {
    said |= label->isVisible() && label->text() == QStringLiteral("This is no address.");
  }
  QVERIFY(said);
}

void FirstStartPageTest::leads_to_all_settings() {
  QTest::mouseClick(scene_->button(QStringLiteral("All settings…")), Qt::LeftButton);
  QVERIFY(scene_->open_dialog<SettingsWindow>() != nullptr);
}

void FirstStartPageTest::names_an_account_by_its_address_data() {
  QTest::addColumn<QString>("address");
  QTest::addColumn<QString>("name");
  QTest::newRow("host") << "https://shop.example/v1/stream"
                        << "shop";
  QTest::newRow("www") << "www.shop.example"
                       << "shop";
  QTest::newRow("no scheme") << "market.example:8443/s"
                             << "market";
  QTest::newRow("number") << "http://127.0.0.1:8080/v1/stream"
                          << "127-0-0-1";
  QTest::newRow("taken") << "https://taken.example"
                         << "taken-2";
  QTest::newRow("nothing usable") << "https://"
                                  << "account";
  QTest::newRow("other letters") << "https://mağaza.example"
                                 << "xn--maaza-l1a";
}

void FirstStartPageTest::names_an_account_by_its_address() {
  QFETCH(const QString, address);
  QFETCH(const QString, name);
  QCOMPARE(account_name_for(address, {QStringLiteral("taken")}), name);
}

void FirstStartPageTest::completes_an_address() {
  QCOMPARE(completed_address(QStringLiteral(" shop.example/s ")),
           QStringLiteral("https://shop.example/s"));
  QCOMPARE(completed_address(QStringLiteral("localhost:8080/s")),
           QStringLiteral("http://localhost:8080/s"));
  QCOMPARE(completed_address(QStringLiteral("http://shop.example")),
           QStringLiteral("http://shop.example"));
  QCOMPARE(completed_address(QString()), QString());
}

QTEST_MAIN(FirstStartPageTest)
#include "first_start_page_test.moc"

// The language: at the start, and when another one is chosen while everything is open.
#include "app/translations.h"

#include <QApplication>
#include <QComboBox>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>
#include <QTemporaryDir>
#include <QTest>

#include "app/application.h"
#include "tray/tray_menu.h"
#include "windows/main_window.h"
#include "windows/settings/settings_window.h"

using namespace tidings::desktop;

namespace {

constexpr int kGeneralPage = 5;

QString text(const char* source) {
  return QCoreApplication::translate("tidings::desktop::GeneralPage", source);
}

/// The one that can be seen; null: none.
template <class T>
T* open_window() {
  for (QWidget* widget : QApplication::topLevelWidgets()) {
    T* window = qobject_cast<T*>(widget);
    if (window != nullptr && window->isVisible()) {
      return window;
    }
  }
  return nullptr;
}

}  // namespace

class TranslationsTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    // The whole program runs here: not on the desktop of whoever runs the tests.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent");
    qputenv("XDG_CONFIG_HOME", folder_.path().toLocal8Bit());
  }
  void cleanup() { QLocale::setDefault(QLocale::c()); }

  void speak_the_language_that_was_asked_for() {
    const Translations korean(QStringLiteral("ko"));
    QCOMPARE(text("General"), QStringLiteral("일반"));
    QCOMPARE(QLocale().language(), QLocale::Korean);
  }
  void speak_english_for_any_other() {
    const Translations welsh(QStringLiteral("cy"));
    QCOMPARE(text("General"), QStringLiteral("General"));
  }
  void change_while_they_are_used() {
    Translations translations(QStringLiteral("ko"));
    translations.use(QStringLiteral("tr"));
    QCOMPARE(text("General"), QStringLiteral("Genel"));
    QCOMPARE(QLocale().language(), QLocale::Turkish);
    translations.use(QStringLiteral("en"));
    QCOMPARE(text("General"), QStringLiteral("General"));
  }
  void go_with_their_object() {
    { const Translations korean(QStringLiteral("ko")); }
    QCOMPARE(text("General"), QStringLiteral("General"));
  }

  void the_windows_follow_a_choice_at_once() {
    Translations translations(QStringLiteral("en"));
    const auto application =
        Application::create({},
                            {folder_.filePath("config.toml"), folder_.filePath("desktop.ini"),
                             folder_.filePath("history.sqlite"), folder_.path()},
                            translations);
    QVERIFY(application.ok());
    (*application)->start();
    auto* window = open_window<MainWindow>();
    QVERIFY(window != nullptr);
    window->show_settings();
    auto* settings = open_window<SettingsWindow>();
    settings->show_page(kGeneralPage);
    QComboBox* language = nullptr;
    for (QComboBox* box : settings->findChildren<QComboBox*>()) {
      language = box->isVisible() ? box : language;
    }
    QVERIFY(language != nullptr);
    language->setFocus();
    QTest::keyClick(language, Qt::Key_Home);
    while (language->currentData() != QStringLiteral("ko")) {
      QTest::keyClick(language, Qt::Key_Down);
    }

    QTRY_COMPARE(window->menuBar()->actions().last()->text(), QStringLiteral("도움말(&H)"));
    settings = open_window<SettingsWindow>();
    QVERIFY(settings != nullptr);
    QCOMPARE(settings->page(), kGeneralPage);
    QCOMPARE(settings->windowTitle(), QStringLiteral("설정"));
    QVERIFY(qobject_cast<QComboBox*>(settings->focusWidget()) != nullptr);
  }

  void the_trays_menu_keeps_its_entries_and_changes_their_words() {
    Translations translations(QStringLiteral("en"));
    TrayMenu menu;
    const QList<QAction*> before = menu.menu()->actions();
    QCOMPARE(before.last()->text(), QStringLiteral("&Quit"));
    translations.use(QStringLiteral("tr"));
    menu.set_words();
    QCOMPARE(menu.menu()->actions(), before);
    QCOMPARE(before.last()->text(), QStringLiteral("&Çık"));
  }

 private:
  QTemporaryDir folder_;
};

QTEST_MAIN(TranslationsTest)
#include "translations_test.moc"

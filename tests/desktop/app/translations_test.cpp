// The language: at the start, and when another one is chosen while everything is open.
#include "app/translations.h"

#include <QApplication>
#include <QComboBox>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>
#include <QTest>

#include "desktop/windows/window_scene.h"
#include "tray/tray_menu.h"
#include "windows/settings/settings_window.h"

using namespace tidings::desktop;
using tidings::test::WindowScene;

namespace {

constexpr int kGeneralPage = 5;

QString text(const char* source) {
  return QCoreApplication::translate("tidings::desktop::GeneralPage", source);
}

}  // namespace

class TranslationsTest : public QObject {
  Q_OBJECT

 private slots:
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
    WindowScene scene;
    connect(&scene.settings, &SettingsFile::changed, &scene.settings,
            [&] { translations.use(scene.settings.settings().language); });
    scene.show();
    scene.window->show_settings();
    auto* settings = scene.open_dialog<SettingsWindow>();
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

    QTRY_COMPARE(scene.window->menuBar()->actions().last()->text(), QStringLiteral("도움말(&H)"));
    settings = scene.open_dialog<SettingsWindow>();
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
};

QTEST_MAIN(TranslationsTest)
#include "translations_test.moc"

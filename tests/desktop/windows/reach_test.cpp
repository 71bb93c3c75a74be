#include <QAccessible>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QTranslator>
#include <QtTest>

#include "desktop/windows/window_scene.h"
#include "translations/languages.h"
#include "windows/about_dialog.h"
#include "windows/history_view.h"
#include "windows/settings/rule_editor.h"
#include "windows/settings/settings_window.h"
#include "windows/shortcuts_dialog.h"
#include "windows/token_dialog.h"
#include "windows/url_confirmation.h"

using namespace tidings::desktop;
using tidings::test::WindowScene;

/// What every window owes those who use keyboard or screen reader, in every language.
class ReachTest : public QObject {
  Q_OBJECT

 private slots:
  void names_everything_that_takes_the_focus_data() { languages_as_rows(); }
  void names_everything_that_takes_the_focus();
  void gives_each_mnemonic_once_data() { languages_as_rows(); }
  void gives_each_mnemonic_once();
  void comes_everywhere_by_tab();
  void is_mirrored_for_languages_from_right_to_left();

 private:
  static void languages_as_rows() {
    QTest::addColumn<QString>("language");
    for (const Language& language : languages()) {
      QTest::newRow(qPrintable(language.code)) << language.code;
    }
  }
  /// Calls `look` for every window as it is shown.
  static void for_each_window(const QString& language,
                              const std::function<void(QWidget&, const QString&)>& look);
};

void ReachTest::for_each_window(const QString& language,
                                const std::function<void(QWidget&, const QString&)>& look) {
  QTranslator words;
  QVERIFY(words.load(QStringLiteral(":/i18n/tidings_%1.qm").arg(language)));
  QCoreApplication::installTranslator(&words);
  {
    WindowScene scene;
    scene.show();
    look(*scene.window, QStringLiteral("first start"));
    scene.accounts().add(QStringLiteral("shop"));
    scene.accounts().add(QStringLiteral("market"));
    tidings::test::fill_with_a_day(scene);
    QVERIFY(scene.wait_for_rows(11));
    auto& list = *scene.window->findChild<HistoryView*>();
    list.setCurrentIndex(list.model()->index(0, 0));
    scene.inbox.pause();
    scene.accounts().set_status({QStringLiteral("shop"), AccountState::action_needed,
                                 NeededAction::mend_settings, QStringLiteral("x")});
    list.setCurrentIndex(list.model()->index(1, 0));
    QTest::keyClick(&list, Qt::Key_Delete);
    look(*scene.window, QStringLiteral("history"));
    scene.window->show_settings();
    auto* settings = scene.open_dialog<SettingsWindow>();
    for (int page = 0; page < 6; ++page) {
      settings->show_page(page);
      if (page == 0) {
        for (QToolButton* button : settings->findChildren<QToolButton*>()) {
          if (button->isCheckable() && button->isVisible()) {
            button->click();  // the settings that few need
          }
        }
      }
      if (page == 2) {
        QTest::mouseClick(settings->findChildren<QPushButton*>().last(), Qt::LeftButton);
      }
      look(*settings, QStringLiteral("settings %1").arg(page));
    }
    RuleEditor rule({}, {QStringLiteral("shop")}, {});
    TokenDialog token(QStringLiteral("shop"), QStringLiteral("Expired."));
    UrlConfirmation url(QStringLiteral("https://a.example"), QStringLiteral("a.example"));
    AboutDialog about;
    ShortcutsDialog shortcuts(scene.window.get());
    for (QDialog* dialog :
         std::initializer_list<QDialog*>{&rule, &token, &url, &about, &shortcuts}) {
      dialog->setAttribute(Qt::WA_DeleteOnClose, false);
      dialog->show();
      look(*dialog, QString::fromLatin1(dialog->metaObject()->className()));
    }
  }
  QCoreApplication::removeTranslator(&words);
}

void ReachTest::names_everything_that_takes_the_focus() {
  QFETCH(const QString, language);
  QStringList nameless;
  for_each_window(language, [&](QWidget& window, const QString& where) {
    for (QWidget* widget : window.findChildren<QWidget*>()) {
      if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0 ||
          widget->focusProxy() != nullptr) {
        continue;
      }
      QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
      if (face == nullptr || face->text(QAccessible::Name).isEmpty()) {
        nameless.append(where + QStringLiteral(": ") +
                        QString::fromLatin1(widget->metaObject()->className()));
      }
    }
  });
  QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

namespace {

QChar mnemonic_of(const QString& text) {
  const QKeySequence keys = QKeySequence::mnemonic(text);
  return keys.isEmpty() ? QChar() : QChar(keys[0].key());
}

void count(QMap<QChar, QStringList>& used, const QString& text) {
  const QChar letter = mnemonic_of(text);
  if (!letter.isNull()) {
    used[letter].append(text);
  }
}

QStringList doubled(const QMap<QChar, QStringList>& used) {
  QStringList doubles;
  for (const QStringList& texts : used) {
    if (texts.size() > 1) {
      doubles.append(texts.join(QStringLiteral(" / ")));
    }
  }
  return doubles;
}

QStringList doubled_in_menu(const QList<QAction*>& actions) {
  QMap<QChar, QStringList> used;
  QStringList doubles;
  for (const QAction* action : actions) {
    count(used, action->text());
    if (action->menu() != nullptr) {
      doubles += doubled_in_menu(action->menu()->actions());
    }
  }
  return doubles + doubled(used);
}

}  // namespace

void ReachTest::gives_each_mnemonic_once() {
  QFETCH(const QString, language);
  QStringList doubles;
  for_each_window(language, [&](QWidget& window, const QString& where) {
    QMap<QChar, QStringList> used;
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
      if (button->isVisible()) {
        count(used, button->text());
      }
    }
    for (const QLabel* label : window.findChildren<QLabel*>()) {
      if (label->isVisible() && label->buddy() != nullptr) {
        count(used, label->text());
      }
    }
    if (const auto* bar = window.findChild<QMenuBar*>()) {
      for (const QAction* action : bar->actions()) {
        count(used, action->text());
      }
      doubles += doubled_in_menu(bar->actions());
    }
    for (const QString& texts : doubled(used)) {
      doubles.append(where + QStringLiteral(": ") + texts);
    }
  });
  QVERIFY2(doubles.isEmpty(), qPrintable(doubles.join(u'\n')));
}

void ReachTest::comes_everywhere_by_tab() {
  WindowScene scene;
  scene.accounts().add(QStringLiteral("shop"));
  tidings::test::fill_with_a_day(scene);
  scene.show();
  QVERIFY(scene.wait_for_rows(11));
  auto& list = *scene.window->findChild<HistoryView*>();
  list.setFocus();
  list.setCurrentIndex(list.model()->index(0, 0));
  QSet<QWidget*> wanted;
  for (QWidget* widget : scene.window->findChildren<QWidget*>()) {
    if (widget->isVisible() && widget->isEnabled() && widget->focusProxy() == nullptr &&
        (widget->focusPolicy() & Qt::TabFocus) != 0) {
      wanted.insert(widget);
    }
  }
  QSet<QWidget*> reached;
  for (qsizetype step = 0; step < 2 * wanted.size(); ++step) {
    reached.insert(QApplication::focusWidget());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
  }
  for (QWidget* widget : wanted - reached) {
    QFAIL(qPrintable(widget->accessibleName() +
                     QString::fromLatin1(widget->metaObject()->className())));
  }
}

void ReachTest::is_mirrored_for_languages_from_right_to_left() {
  QApplication::setLayoutDirection(Qt::RightToLeft);
  {
    WindowScene scene;
    scene.accounts().add(QStringLiteral("shop"));
    scene.arrive(QStringLiteral("1"), QStringLiteral("طلب جديد"), QStringLiteral("نص"));
    scene.show();
    QVERIFY(scene.wait_for_rows(1));
    const auto& list = *scene.window->findChild<HistoryView*>();
    const int middle = scene.window->width() / 2;
    QVERIFY(list.mapTo(scene.window.get(), QPoint(0, 0)).x() > middle / 2);
    QVERIFY(!scene.window->grab().isNull());
  }
  QApplication::setLayoutDirection(Qt::LeftToRight);
}

QTEST_MAIN(ReachTest)
#include "reach_test.moc"

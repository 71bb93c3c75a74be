#include <QDir>
#include <QLocale>
#include <QTranslator>
#include <QtTest>

#include "desktop/windows/dark_palette.h"
#include "desktop/windows/window_scene.h"
#include "translations/languages.h"
#include "windows/history_view.h"
#include "windows/settings/settings_window.h"

using namespace tidings::desktop;
using tidings::test::WindowScene;

/// Pictures of the windows in each language, light and dark, at the scale that QT_SCALE_FACTOR
/// says; kept in `pictures` beside the program for people to look at.
class PictureTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void looks_as_it_should_data();
  void looks_as_it_should();

 private:
  void keep(QWidget& window, const QString& name);

  QPalette light_;
  QString prefix_;
};

void PictureTest::initTestCase() {
  QApplication::setStyle(QStringLiteral("Fusion"));
  light_ = QApplication::palette();
}

void PictureTest::looks_as_it_should_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<bool>("dark");
  for (const Language& language : languages()) {
    for (const bool dark : {false, true}) {
      QTest::newRow(qPrintable(language.code + QLatin1String(dark ? "-dark" : "-light")))
          << language.code << dark;
    }
  }
}

void PictureTest::keep(QWidget& window, const QString& name) {
  for (int round = 0; round < 5; ++round) {
    QCoreApplication::processEvents();  // layouts follow their texts
  }
  const QPixmap picture = window.grab();
  QCOMPARE(picture.size(), window.size() * window.devicePixelRatioF());
  const QImage image = picture.toImage();
  QSet<QRgb> colours;
  for (int x = 0; x < image.width(); x += 7) {
    for (int y = 0; y < image.height(); y += 7) {
      colours.insert(image.pixel(x, y));
    }
  }
  QVERIFY(colours.size() > 5);  // something is drawn
  const QString folder = QCoreApplication::applicationDirPath() + QStringLiteral("/pictures");
  QVERIFY(QDir().mkpath(folder));
  const QString scale = QStringLiteral("@%1x").arg(qRound(window.devicePixelRatioF()));
  QVERIFY(picture.save(folder + u'/' + prefix_ + u'-' + name + scale + QStringLiteral(".png")));
}

void PictureTest::looks_as_it_should() {
  QFETCH(const QString, language);
  QFETCH(const bool, dark);
  prefix_ = language + (dark ? QStringLiteral("-dark") : QStringLiteral("-light"));
  QApplication::setPalette(dark ? tidings::test::dark_palette() : light_);
  QLocale::setDefault(QLocale(language));
  QTranslator words;
  QVERIFY(words.load(QStringLiteral(":/i18n/tidings_%1.qm").arg(language)));
  QCoreApplication::installTranslator(&words);
  {
    WindowScene scene;
    scene.show();
    keep(*scene.window, QStringLiteral("first-start"));
    scene.accounts().add(QStringLiteral("shop"));
    scene.accounts().add(QStringLiteral("market"));
    tidings::test::fill_with_a_day(scene);
    QVERIFY(scene.wait_for_rows(11));
    auto& list = *scene.window->findChild<HistoryView*>();
    list.setCurrentIndex(list.model()->index(1, 0));
    keep(*scene.window, QStringLiteral("history"));
    scene.window->show_settings();
    auto* settings = scene.open_dialog<SettingsWindow>();
    for (int page = 0; page < 6; ++page) {
      settings->show_page(page);
      keep(*settings, QStringLiteral("settings-%1").arg(page));
    }
  }
  QCoreApplication::removeTranslator(&words);
  QApplication::setPalette(light_);
}

QTEST_MAIN(PictureTest)
#include "picture_test.moc"

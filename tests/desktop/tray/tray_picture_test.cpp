// The tray's icon at all sizes. The pictures are kept as test output.
#include "tray/tray_picture.h"

#include <QDir>
#include <QPainter>
#include <QTest>
#include <array>

using namespace tidings::desktop;

namespace {

constexpr std::array kStates{TrayState::connected, TrayState::connecting, TrayState::offline,
                             TrayState::action_needed, TrayState::paused};
constexpr std::array kTones{PanelTone::light, PanelTone::dark, PanelTone::unknown};
constexpr std::array kSizes{16, 22, 24, 32, 48, 64};

}  // namespace

class TrayPictureTest : public QObject {
  Q_OBJECT

 private slots:
  void there_is_one_of_each_size_for_each_state_and_panel() {
    for (const TrayState state : kStates) {
      for (const PanelTone tone : kTones) {
        const QIcon icon = tray_picture(state, 0, tone);
        QCOMPARE(icon.availableSizes().size(), static_cast<qsizetype>(kSizes.size()));
        for (const int size : kSizes) {
          const QImage image = tray_image(state, 0, tone, size);
          QCOMPARE(image.size(), QSize(size, size));
          QVERIFY(image != QImage(size, size, image.format()));
        }
      }
    }
  }
  void states_look_different() {
    for (const TrayState one : kStates) {
      for (const TrayState other : kStates) {
        if (one != other) {
          QVERIFY(tray_image(one, 0, PanelTone::light, 22) !=
                  tray_image(other, 0, PanelTone::light, 22));
        }
      }
    }
  }
  void the_number_is_drawn_and_counts() {
    for (const int size : kSizes) {
      const QImage none = tray_image(TrayState::connected, 0, PanelTone::light, size);
      const QImage one = tray_image(TrayState::connected, 1, PanelTone::light, size);
      const QImage many = tray_image(TrayState::connected, 42, PanelTone::light, size);
      QVERIFY(none != one);
      QVERIFY(one != many);
      QCOMPARE(tray_image(TrayState::connected, 100, PanelTone::light, size),
               tray_image(TrayState::connected, 5000, PanelTone::light, size));
    }
  }
  void the_panel_decides_the_ink() {
    QCOMPARE(panel_tone("ubuntu:GNOME", false), PanelTone::dark);
    QCOMPARE(panel_tone("KDE", false), PanelTone::light);
    QCOMPARE(panel_tone("KDE", true), PanelTone::dark);
    QCOMPARE(panel_tone("XFCE", false), PanelTone::unknown);
  }
  void a_picture_of_them_all_is_kept() {
    const QList<int> numbers{0, 1, 7, 42, 120};
    QImage sheet(5 * 5 * 72, 6 * 72, QImage::Format_ARGB32_Premultiplied);
    sheet.fill(QColor(0x30, 0x34, 0x3f));
    QPainter painter(&sheet);
    painter.fillRect(0, 0, sheet.width(), sheet.height() / 2, QColor(0xf0, 0xf0, 0xf0));
    for (int row = 0; row < 6; ++row) {
      const PanelTone tone = kTones[static_cast<std::size_t>(row % 3 == 2 ? 2 : row / 3)];
      const int size = kSizes[static_cast<std::size_t>(row % 3 == 0 ? 1 : row % 3 == 1 ? 3 : 5)];
      for (int column = 0; column < 25; ++column) {
        painter.drawImage(column * 72, row * 72,
                          tray_image(kStates[static_cast<std::size_t>(column / 5)],
                                     numbers[column % 5], tone, size));
      }
    }
    painter.end();
    QDir().mkpath("pictures");
    QVERIFY(sheet.save("pictures/tray-icons.png"));
  }
};

QTEST_MAIN(TrayPictureTest)
#include "tray_picture_test.moc"

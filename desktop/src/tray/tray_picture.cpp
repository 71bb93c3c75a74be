#include "tray/tray_picture.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <algorithm>
#include <array>
#include <cmath>

#include "icons/icon_image.h"

namespace tidings::desktop {
namespace {

constexpr std::array kSizes{16, 22, 24, 32, 48, 64};
constexpr QColor kBadge(0xd9, 0x2d, 0x20);
constexpr QColor kQuietBadge(0x6b, 0x72, 0x80);

QString tone_name(PanelTone tone) {
  switch (tone) {
    case PanelTone::light:
      return QStringLiteral("light");
    case PanelTone::dark:
      return QStringLiteral("dark");
    case PanelTone::unknown:
      break;
  }
  return QStringLiteral("colour");
}

QString number_text(int unread, int pixels) {
  if (unread <= 99) {
    return QString::number(unread);
  }
  return pixels < 32 ? QStringLiteral("99") : QStringLiteral("99+");
}

/// The largest bold digits that fit the width, at most `tallest` high.
QFont digits_font(const QString& text, qreal width, int tallest) {
  QFont font;
  font.setBold(true);
  for (int size = tallest; size > 6; --size) {
    font.setPixelSize(size);
    if (QFontMetricsF(font).horizontalAdvance(text) <= width) {
      break;
    }
  }
  return font;
}

void draw_number(QPainter& painter, int unread, int pixels, const QColor& colour) {
  const QString text = number_text(unread, pixels);
  // In the upper right: what marks the state is in the lower left.
  const qreal height = std::round(pixels * 0.58);
  const qreal padding = std::max(1.0, height * 0.22);
  const QFont font =
      digits_font(text, pixels - 2 * padding, static_cast<int>(std::round(height * 0.92)));
  const QFontMetricsF metrics(font);
  const qreal width =
      std::min<qreal>(pixels, std::max(height, metrics.horizontalAdvance(text) + 2 * padding));
  const QRectF badge(pixels - width, 0, width, height);
  const qreal gap = std::max(1.0, pixels / 24.0);
  QPainterPath around;
  around.addRoundedRect(badge.adjusted(-gap, -gap, gap, gap), height / 2 + gap, height / 2 + gap);
  painter.setCompositionMode(QPainter::CompositionMode_Clear);
  painter.fillPath(around, Qt::black);
  painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
  QPainterPath pill;
  pill.addRoundedRect(badge, height / 2, height / 2);
  painter.fillPath(pill, colour);
  painter.setFont(font);
  painter.setPen(Qt::white);
  const qreal base = badge.center().y() + metrics.capHeight() / 2;
  painter.drawText(QPointF(badge.center().x() - metrics.horizontalAdvance(text) / 2, base), text);
}

}  // namespace

PanelTone panel_tone(const QString& current_desktop, bool windows_are_dark) {
  const QString desktop = current_desktop.toUpper();
  if (desktop.contains(QLatin1String("GNOME")) || desktop.contains(QLatin1String("UNITY"))) {
    return PanelTone::dark;
  }
  if (desktop.contains(QLatin1String("KDE"))) {
    return windows_are_dark ? PanelTone::dark : PanelTone::light;
  }
  return PanelTone::unknown;
}

QImage tray_image(TrayState state, int unread, PanelTone tone, int pixels) {
  QImage image =
      icon_image(QStringLiteral("tray-%1-%2").arg(tray_state_name(state), tone_name(tone)), pixels)
          .convertToFormat(QImage::Format_ARGB32_Premultiplied);
  if (unread > 0) {
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    draw_number(painter, unread, pixels, state == TrayState::paused ? kQuietBadge : kBadge);
  }
  return image;
}

QIcon tray_picture(TrayState state, int unread, PanelTone tone) {
  QIcon icon;
  for (const int pixels : kSizes) {
    icon.addPixmap(QPixmap::fromImage(tray_image(state, unread, tone, pixels)));
  }
  return icon;
}

}  // namespace tidings::desktop

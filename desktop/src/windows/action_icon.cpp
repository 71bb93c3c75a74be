#include "windows/action_icon.h"

#include <QPixmap>

#include "icons/icon_image.h"

namespace tidings::desktop {
namespace {

void add_images(QIcon& icon, const QString& name, const QColor& ink, QIcon::Mode mode) {
  for (const int pixels : {16, 20, 24, 32, 48}) {
    const QImage image = icon_image(QStringLiteral("actions/") + name, pixels, ink);
    icon.addPixmap(QPixmap::fromImage(image), mode);
  }
}

}  // namespace

QIcon action_icon(const QString& name, const QPalette& palette) {
  QIcon icon;
  add_images(icon, name, palette.color(QPalette::Active, QPalette::ButtonText), QIcon::Normal);
  add_images(icon, name, palette.color(QPalette::Disabled, QPalette::ButtonText), QIcon::Disabled);
  return icon;
}

QIcon action_icon(const QString& name, const QColor& ink) {
  QIcon icon;
  add_images(icon, name, ink, QIcon::Normal);
  return icon;
}

}  // namespace tidings::desktop

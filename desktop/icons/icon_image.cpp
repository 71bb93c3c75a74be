#include "icons/icon_image.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace tidings::desktop {

QImage icon_image(const QString& name, int pixels) {
  const QString path = QStringLiteral(":/icons/%1.svg").arg(name);
  if (pixels <= 0 || !QFile::exists(path)) {
    return {};
  }
  QSvgRenderer renderer(path);
  QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  renderer.render(&painter, QRectF(0, 0, pixels, pixels));
  return image;
}

QImage icon_image(const QString& name, int pixels, const QColor& ink) {
  QImage image = icon_image(name, pixels);
  if (!image.isNull()) {
    QPainter painter(&image);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), ink);
  }
  return image;
}

QIcon app_icon() {
  QIcon icon;
  for (const int pixels : {16, 22, 24, 32, 48, 64, 128, 256}) {
    const QString name = pixels < 32 ? QStringLiteral("app-small") : QStringLiteral("app");
    icon.addPixmap(QPixmap::fromImage(icon_image(name, pixels)));
  }
  return icon;
}

}  // namespace tidings::desktop

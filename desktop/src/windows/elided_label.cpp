#include "windows/elided_label.h"

#include <QPainter>

#include "models/shown_text.h"

namespace tidings::desktop {

ElidedLabel::ElidedLabel(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::set_text(const QString& text) {
  text_ = shown_line(text);
  setAccessibleName(text_);
  update_tooltip();
  updateGeometry();
  update();
}

QSize ElidedLabel::sizeHint() const {
  return {fontMetrics().horizontalAdvance(text_) + 2, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const {
  return {fontMetrics().averageCharWidth() * 8, fontMetrics().height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(palette().color(foregroundRole()));
  painter.setLayoutDirection(Qt::LayoutDirectionAuto);
  const QString shown = fontMetrics().elidedText(text_, Qt::ElideRight, width());
  const Qt::Alignment side = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
  painter.drawText(
      rect(), static_cast<int>(side | Qt::AlignAbsolute | Qt::AlignVCenter) | Qt::TextSingleLine,
      shown);
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  update_tooltip();
}

void ElidedLabel::update_tooltip() {
  const bool cut = fontMetrics().horizontalAdvance(text_) > width();
  setToolTip(cut ? shown_tooltip(text_) : QString());
}

}  // namespace tidings::desktop

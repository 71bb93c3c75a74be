#include "windows/empty_state.h"

#include <QEvent>
#include <QLabel>
#include <QPixmap>
#include <QPushButton>
#include <QVBoxLayout>

#include "icons/icon_image.h"
#include "windows/qt_new.h"
#include "windows/tones.h"

namespace tidings::desktop {
namespace {

constexpr int kPicture = 56;

QLabel* centred_label(QWidget* parent) {
  auto* label = qt_new<QLabel>(parent);
  label->setTextFormat(Qt::PlainText);
  label->setAlignment(Qt::AlignCenter);
  label->setWordWrap(true);
  return label;
}

}  // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent),
      picture_(centred_label(this)),
      title_(centred_label(this)),
      text_(centred_label(this)),
      action_(qt_new<QPushButton>(this)) {
  setBackgroundRole(QPalette::Base);
  setAutoFillBackground(true);
  QFont large = title_->font();
  large.setPointSizeF(large.pointSizeF() * 1.2);
  large.setBold(true);
  title_->setFont(large);
  action_->setAutoDefault(false);
  auto* layout = qt_new<QVBoxLayout>(this);
  layout->setContentsMargins(24, 24, 24, 24);
  layout->setSpacing(8);
  layout->addStretch(2);
  layout->addWidget(picture_);
  layout->addWidget(title_);
  layout->addWidget(text_);
  layout->addSpacing(4);
  layout->addWidget(action_, 0, Qt::AlignHCenter);
  layout->addStretch(3);
  connect(action_, &QPushButton::clicked, this, &EmptyState::action_requested);
  colour();
}

void EmptyState::say(const QString& title, const QString& text, const QString& action) {
  title_->setText(title);
  text_->setText(text);
  action_->setText(action);
  action_->setVisible(!action.isEmpty());
}

void EmptyState::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) {
    colour();
  }
}

void EmptyState::colour() {
  const Tones tones = tones_of(palette());
  QPalette muted = palette();
  muted.setColor(QPalette::Text, tones.muted);
  muted.setColor(QPalette::WindowText, tones.muted);
  text_->setPalette(muted);
  const qreal ratio = devicePixelRatioF();
  QImage image = icon_image(QStringLiteral("tray-connected-light"), qRound(kPicture * ratio),
                            mixed(palette().color(QPalette::Base), tones.muted, 0.55));
  image.setDevicePixelRatio(ratio);
  picture_->setPixmap(QPixmap::fromImage(image));
}

}  // namespace tidings::desktop

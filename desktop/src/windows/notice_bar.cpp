#include "windows/notice_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "models/shown_text.h"
#include "windows/action_icon.h"
#include "windows/qt_new.h"
#include "windows/tones.h"

namespace tidings::desktop {

NoticeBar::NoticeBar(Tone tone, QWidget* parent)
    : QFrame(parent),
      tone_(tone),
      icon_(qt_new<QLabel>(this)),
      sentence_(qt_new<QLabel>(this)),
      action_(qt_new<QPushButton>(this)),
      close_(qt_new<QToolButton>(this)) {
  setAutoFillBackground(true);
  sentence_->setTextFormat(Qt::PlainText);
  sentence_->setWordWrap(true);
  action_->setAutoDefault(false);
  close_->setAutoRaise(true);
  close_->setAccessibleName(tr("Put this message away"));
  close_->setToolTip(close_->accessibleName());
  close_->setFocusPolicy(Qt::StrongFocus);
  auto* layout = qt_new<QHBoxLayout>(this);
  layout->setContentsMargins(12, 6, 6, 6);
  layout->setSpacing(8);
  layout->addWidget(icon_);
  layout->addWidget(sentence_, 1);
  layout->addWidget(action_);
  layout->addWidget(close_);
  icon_->setVisible(tone_ == Tone::warning);
  end_.setSingleShot(true);
  connect(&end_, &QTimer::timeout, this, &NoticeBar::dismiss);
  connect(close_, &QToolButton::clicked, this, &NoticeBar::dismiss);
  connect(action_, &QPushButton::clicked, this, &NoticeBar::action_requested);
  colour();
  hide();
}

void NoticeBar::show_sentence(const QString& sentence, const QString& action,
                              std::chrono::milliseconds for_how_long) {
  sentence_->setText(shown_text(sentence));
  setAccessibleName(sentence_->text());
  action_->setText(action);
  action_->setVisible(!action.isEmpty());
  end_.stop();
  if (for_how_long.count() > 0) {
    end_.start(for_how_long);
  }
  show();
}

void NoticeBar::dismiss() {
  end_.stop();
  if (!isHidden()) {
    hide();
    emit dismissed();
  }
}

void NoticeBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  // Our own colours change the palette too; what the surroundings have is what counts.
  if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ParentChange) {
    colour();
  }
}

void NoticeBar::colour() {
  const QPalette around = parentWidget() != nullptr ? parentWidget()->palette() : palette();
  const Tones tones = tones_of(around);
  QPalette own = around;
  const bool warns = tone_ == Tone::warning;
  const QColor ground =
      warns ? tones.notice
            : mixed(around.color(QPalette::Window), around.color(QPalette::Text), 0.1);
  const QColor ink = warns ? tones.notice_text : around.color(QPalette::WindowText);
  own.setColor(QPalette::Window, ground);
  own.setColor(QPalette::WindowText, ink);
  setPalette(own);
  icon_->setPixmap(action_icon(QStringLiteral("warning"), ink).pixmap(16));
  close_->setIcon(action_icon(QStringLiteral("close"), ink));
}

}  // namespace tidings::desktop

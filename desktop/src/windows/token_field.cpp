#include "windows/token_field.h"

#include <QAction>
#include <QEvent>

#include "windows/action_icon.h"

namespace tidings::desktop {
namespace {

constexpr int kLongest = 16 * 1024;

}  // namespace

TokenField::TokenField(QWidget* parent) : QLineEdit(parent), reveal_(nullptr) {
  setEchoMode(Password);
  setMaxLength(kLongest);
  setAccessibleName(tr("Token"));
  setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
  reveal_ = addAction(QIcon(), TrailingPosition);
  reveal_->setCheckable(true);
  connect(reveal_, &QAction::toggled, this, [this](bool shown) {
    setEchoMode(shown ? Normal : Password);
    draw();
  });
  draw();
}

QString TokenField::token() const {
  QString token = text();
  token.removeIf([](QChar letter) { return letter.isSpace(); });
  return token;
}

void TokenField::changeEvent(QEvent* event) {
  QLineEdit::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && reveal_ != nullptr) {
    draw();
  }
}

void TokenField::draw() {
  const bool shown = reveal_->isChecked();
  reveal_->setIcon(action_icon(shown ? QStringLiteral("hide") : QStringLiteral("show"), palette()));
  reveal_->setText(shown ? tr("Hide the token") : tr("Show the token"));
  reveal_->setToolTip(reveal_->text());
}

}  // namespace tidings::desktop

#include "windows/token_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/shown_text.h"
#include "windows/qt_new.h"
#include "windows/token_field.h"

namespace tidings::desktop {
namespace {

constexpr int kWidth = 420;

QLabel* sentence(const QString& text, QWidget* parent) {
  auto* label = qt_new<QLabel>(text, parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

}  // namespace

TokenDialog::TokenDialog(const QString& account, const QString& reason, QWidget* parent)
    : QDialog(parent), account_(account), token_(qt_new<TokenField>(this)), save_(nullptr) {
  setWindowTitle(tr("Token for %1").arg(shown_line(account)));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* layout = qt_new<QVBoxLayout>(this);
  layout->setSpacing(12);
  layout->setContentsMargins(16, 16, 16, 12);
  layout->addWidget(
      sentence(tr("The account %1 needs a new token.").arg(shown_line(account)), this));
  if (!reason.isEmpty()) {
    layout->addWidget(sentence(shown_text(reason), this));
  }
  layout->addWidget(sentence(
      tr("Paste it here. Nothing is missed meanwhile: what was announced comes in afterwards."),
      this));
  auto* form = qt_new<QFormLayout>();
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("&Token"), token_);
  layout->addLayout(form);

  auto* buttons = qt_new<QDialogButtonBox>(this);
  save_ = buttons->addButton(tr("&Save token"), QDialogButtonBox::AcceptRole);
  buttons->addButton(tr("&Later"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
  save_->setDefault(true);
  save_->setEnabled(false);
  layout->addWidget(buttons);
  connect(token_, &QLineEdit::textChanged, this,
          [this] { save_->setEnabled(!token_->token().isEmpty()); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, [this] {
    emit token_entered(account_, token_->token());
    accept();
  });
  setMinimumWidth(kWidth);
  token_->setFocus();
}

}  // namespace tidings::desktop

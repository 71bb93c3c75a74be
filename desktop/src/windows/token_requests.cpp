#include "windows/token_requests.h"

#include <QMessageBox>
#include <QPushButton>
#include <QWidget>

#include "models/shown_text.h"
#include "service/account_service.h"
#include "windows/qt_new.h"
#include "windows/token_dialog.h"

namespace tidings::desktop {

TokenRequests::TokenRequests(AccountService& service, QWidget* window)
    : QObject(window), service_(service), window_(window) {
  connect(&service_, &AccountService::status_changed, this, [this](const QString& account) {
    if (service_.status(account).state == AccountState::connected) {
      asked_.remove(account);
    } else if (window_->isVisible() && !window_->isMinimized()) {
      ask_where_needed();
    }
  });
  connect(&service_, &AccountService::token_stored, this,
          [this](const QString& account) { on_their_way_.remove(account); });
  connect(&service_, &AccountService::token_not_stored, this,
          [this](const QString& account, const QString& sentence, bool may_use_file) {
            if (may_use_file && on_their_way_.contains(account)) {
              offer_file(account, sentence);
            } else {
              on_their_way_.remove(account);
              emit trouble(sentence);
            }
          });
}

void TokenRequests::ask_where_needed() {
  if (dialog_) {
    return;
  }
  for (const QString& account : service_.accounts()) {
    const bool needed = service_.status(account).action == NeededAction::enter_token;
    if (needed && !asked_.contains(account) && !on_their_way_.contains(account)) {
      ask(account);
      return;
    }
  }
}

void TokenRequests::ask(const QString& account) {
  if (dialog_) {
    dialog_->raise();
    dialog_->activateWindow();
    return;
  }
  asked_.insert(account);
  dialog_ = qt_new<TokenDialog>(account, service_.status(account).detail, window_);
  connect(dialog_, &TokenDialog::token_entered, this, &TokenRequests::take_token);
  connect(dialog_, &QDialog::finished, this, [this] {
    dialog_.clear();
    ask_where_needed();  // the next account's turn
  });
  dialog_->open();
}

void TokenRequests::take_token(const QString& account, const QString& token) {
  remember(account, token);
  service_.set_token(account, token);
}

void TokenRequests::remember(const QString& account, const QString& token) {
  if (!token.isEmpty()) {
    on_their_way_.insert(account, token);
  }
}

void TokenRequests::offer_file(const QString& account, const QString& sentence) {
  auto* question = qt_new<QMessageBox>(window_);
  question->setAttribute(Qt::WA_DeleteOnClose);
  question->setIcon(QMessageBox::Question);
  question->setWindowTitle(tr("Where to keep the token of %1").arg(shown_line(account)));
  question->setTextFormat(Qt::PlainText);
  question->setText(tr("No keyring can keep the token. Keep it in a file instead?"));
  question->setInformativeText(
      shown_text(sentence) + QStringLiteral("\n\n") +
      tr("Only your user account can read that file, but it is not encrypted."));
  auto* yes = question->addButton(tr("&Keep it in a file"), QMessageBox::AcceptRole);
  auto* no = question->addButton(tr("&Do not keep it"), QMessageBox::RejectRole);
  question->setDefaultButton(no);
  question->setEscapeButton(no);
  connect(question, &QMessageBox::finished, this, [this, question, yes, account] {
    const QString token = on_their_way_.take(account);
    if (question->clickedButton() == yes) {
      service_.set_token_in_file(account, token);
    }
  });
  question->open();
}

}  // namespace tidings::desktop

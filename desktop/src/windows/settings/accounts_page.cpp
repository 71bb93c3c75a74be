#include "windows/settings/accounts_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "models/shown_text.h"
#include "windows/account_name.h"
#include "windows/check_list.h"
#include "windows/qt_new.h"
#include "windows/settings/account_form.h"
#include "windows/settings/page_parts.h"
#include "windows/tones.h"

namespace tidings::desktop {
namespace {

constexpr int kListWidth = 150;

}  // namespace

AccountsPage::AccountsPage(AccountService& service, QWidget* parent)
    : QWidget(parent), service_(service), model_(service) {
  auto* layout = page_layout(this);
  layout->addWidget(page_heading(tr("Accounts"), this));
  auto* row = qt_new<QHBoxLayout>();
  row->setSpacing(16);
  row->addWidget(build_list());
  row->addWidget(build_form(), 1);
  layout->addLayout(row, 1);
  connect_parts();
  show_account(model_.accounts().value(0));
}

QWidget* AccountsPage::build_list() {
  auto* side = qt_new<QWidget>(this);
  side->setFixedWidth(kListWidth);
  list_ = qt_new<QListView>(side);
  list_->setModel(&model_);
  list_->setAccessibleName(tr("Accounts"));
  add_ = qt_new<QPushButton>(tr("A&dd"), side);
  remove_ = qt_new<QPushButton>(tr("&Remove…"), side);
  auto* buttons = qt_new<QHBoxLayout>();
  buttons->addWidget(add_);
  buttons->addWidget(remove_);
  auto* layout = qt_new<QVBoxLayout>(side);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(list_, 1);
  layout->addLayout(buttons);
  return side;
}

QWidget* AccountsPage::build_form() {
  auto* side = qt_new<QWidget>(this);
  area_ = qt_new<QScrollArea>(side);
  area_->setFrameShape(QFrame::NoFrame);
  area_->setWidgetResizable(true);
  area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area_->setFocusPolicy(Qt::NoFocus);
  auto* inner = qt_new<QWidget>(area_);
  checks_ = qt_new<CheckList>(inner);
  form_ = qt_new<AccountForm>(inner);
  auto* inner_layout = qt_new<QVBoxLayout>(inner);
  inner_layout->setContentsMargins(0, 0, 0, 0);
  inner_layout->setSpacing(12);
  inner_layout->addWidget(checks_);
  inner_layout->addWidget(form_, 1);
  area_->setWidget(inner);
  answer_ = qt_new<QLabel>(side);
  answer_->setTextFormat(Qt::PlainText);
  answer_->setWordWrap(true);
  test_ = qt_new<QPushButton>(tr("Te&st connection"), side);
  save_ = qt_new<QPushButton>(tr("Sa&ve"), side);
  auto* buttons = qt_new<QHBoxLayout>();
  buttons->addStretch(1);
  buttons->addWidget(test_);
  buttons->addWidget(save_);
  auto* layout = qt_new<QVBoxLayout>(side);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(area_, 1);
  layout->addWidget(answer_);
  layout->addLayout(buttons);
  return side;
}

void AccountsPage::connect_parts() {
  for (QPushButton* button : {add_, remove_, test_, save_}) {
    button->setAutoDefault(false);
  }
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          [this](const QModelIndex& index) {
            if (index.isValid()) {
              show_account(index.data(AccountModel::kName).toString());
            }
          });
  connect(&model_, &QAbstractItemModel::modelReset, this, &AccountsPage::accounts_came);
  connect(form_, &AccountForm::edited, this, [this] { set_dirty(true); });
  connect(add_, &QPushButton::clicked, this, &AccountsPage::begin_new);
  connect(remove_, &QPushButton::clicked, this, &AccountsPage::ask_to_remove);
  connect(test_, &QPushButton::clicked, this, &AccountsPage::test);
  connect(save_, &QPushButton::clicked, this, &AccountsPage::save);
  connect(&service_, &AccountService::connection_tested, this,
          [this](const QList<ConnectionCheck>& checks) {
            if (isVisible()) {
              checks_->show_checks(checks);
              test_->setEnabled(true);
              area_->ensureWidgetVisible(checks_);
            }
          });
}

void AccountsPage::choose(const QString& account) {
  list_->setCurrentIndex(model_.index_of(account));
  show_account(account);
}

void AccountsPage::begin_new() {
  list_->selectionModel()->clear();
  show_account({});
}

void AccountsPage::show_account(const QString& account) {
  service_.cancel_test();
  shown_ = account;
  AccountDetails details;
  details.token_place = AccountDetails::TokenPlace::keychain;
  form_->show_details(account.isEmpty() ? details : service_.details(account));
  checks_->clear();
  say({}, false);
  set_dirty(false);
  test_->setEnabled(true);
  remove_->setEnabled(!account.isEmpty());
  save_->setText(account.isEmpty() ? tr("Add acc&ount") : tr("Sa&ve"));
  add_->setEnabled(!account.isEmpty());
  if (account.isEmpty()) {
    form_->focus_first();
  } else if (!list_->currentIndex().isValid()) {
    const QSignalBlocker quiet(list_->selectionModel());
    list_->setCurrentIndex(model_.index_of(account));
  }
}

void AccountsPage::accounts_came() {
  const bool gone = !shown_.isEmpty() && !model_.accounts().contains(shown_);
  if (gone) {
    show_account(model_.accounts().value(0));
  } else if (!shown_.isEmpty()) {
    const QSignalBlocker quiet(list_->selectionModel());
    list_->setCurrentIndex(model_.index_of(shown_));
  }
}

void AccountsPage::test() {
  say({}, false);
  checks_->show_running();
  area_->ensureWidgetVisible(checks_);
  test_->setEnabled(false);
  service_.test_connection(form_->details(), form_->token());
}

void AccountsPage::save() {
  AccountDetails details = form_->details();
  if (details.name.isEmpty() && !details.stream.isEmpty()) {
    details.name = account_name_for(details.stream, service_.accounts());
  }
  const QString former = shown_;
  shown_ = details.name;
  const QString mistake = former.isEmpty()
                              ? service_.add_account(details, form_->token())
                              : service_.change_account(former, details, form_->token());
  if (!mistake.isEmpty()) {
    shown_ = former;
    say(mistake, true);
    return;
  }
  if (!form_->token().isEmpty()) {
    emit token_given(details.name, form_->token());
  }
  show_account(details.name);
  say(tr("Saved."), false);
}

void AccountsPage::ask_to_remove() {
  auto* question = qt_new<QMessageBox>(this);
  question->setAttribute(Qt::WA_DeleteOnClose);
  question->setIcon(QMessageBox::Warning);
  question->setWindowTitle(tr("Remove the account?"));
  question->setTextFormat(Qt::PlainText);
  question->setText(tr("Remove the account %1?").arg(shown_line(shown_)));
  question->setInformativeText(
      tr("Its settings and its token are deleted, and its notifications from the history here. The "
         "server keeps its own."));
  auto* yes = question->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
  auto* no = question->addButton(tr("&Cancel"), QMessageBox::RejectRole);
  question->setDefaultButton(no);
  question->setEscapeButton(no);
  connect(question, &QMessageBox::finished, this, [this, question, yes] {
    if (question->clickedButton() == yes) {
      const QString account = shown_;
      const QString mistake = service_.remove_account(account);
      say(mistake, !mistake.isEmpty());
      if (mistake.isEmpty()) {
        emit account_removed(account);
      }
    }
  });
  question->open();
}

void AccountsPage::say(const QString& sentence, bool is_mistake) {
  QPalette colours = palette();
  if (is_mistake) {
    colours.setColor(QPalette::WindowText, tones_of(palette()).urgent);
  }
  answer_->setPalette(colours);
  answer_->setText(sentence);
  answer_->setVisible(!sentence.isEmpty());
}

void AccountsPage::set_dirty(bool dirty) {
  save_->setEnabled(dirty);
  if (dirty) {
    say({}, false);
  }
}

}  // namespace tidings::desktop

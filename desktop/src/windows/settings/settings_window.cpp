#include "windows/settings/settings_window.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "service/account_service.h"
#include "store/history_store.h"
#include "windows/qt_new.h"
#include "windows/settings/accounts_page.h"
#include "windows/settings/general_page.h"
#include "windows/settings/popups_page.h"
#include "windows/settings/quiet_page.h"
#include "windows/settings/retention_page.h"
#include "windows/settings/rules_page.h"
#include "windows/settings/settings_edit.h"

namespace tidings::desktop {
namespace {

constexpr QSize kSize{820, 580};
constexpr int kNameHeight = 30;
constexpr int kNamePadding = 14;

}  // namespace

SettingsWindow::SettingsWindow(AccountService& service, HistoryStore& store, SettingsFile& settings,
                               QWidget* parent)
    : QDialog(parent),
      edit_(qt_new<SettingsEdit>(settings, this)),
      names_(qt_new<QListWidget>(this)),
      pages_(qt_new<QStackedWidget>(this)),
      mistake_(qt_new<QLabel>(this)) {
  setWindowTitle(tr("Settings"));
  setAttribute(Qt::WA_DeleteOnClose);
  build_pages(service, store);
  lay_out();
  connect(edit_, &SettingsEdit::failed, this, [this](const QString& sentence) {
    mistake_->setText(sentence);
    mistake_->show();
  });
  connect(edit_, &SettingsEdit::written, mistake_, &QLabel::hide);
  connect(names_, &QListWidget::currentRowChanged, pages_, &QStackedWidget::setCurrentIndex);
  names_->setCurrentRow(0);
  resize(kSize);
}

void SettingsWindow::build_pages(AccountService& service, HistoryStore& store) {
  accounts_ = qt_new<AccountsPage>(service, pages_);
  connect(accounts_, &AccountsPage::token_given, this, &SettingsWindow::token_given);
  connect(accounts_, &AccountsPage::account_removed, this, &SettingsWindow::account_removed);
  const RuleChoices choices{[&service] { return service.accounts(); },
                            [&store] { return store.types(); }};
  add_page(tr("Accounts"), accounts_);
  add_page(tr("Rules"), qt_new<RulesPage>(*edit_, choices, pages_));
  add_page(tr("Quiet hours"), qt_new<QuietPage>(*edit_, pages_));
  add_page(tr("Popups and sounds"), qt_new<PopupsPage>(*edit_, pages_));
  add_page(tr("History"), qt_new<RetentionPage>(*edit_, pages_));
  add_page(tr("General"), qt_new<GeneralPage>(*edit_, pages_));
}

void SettingsWindow::add_page(const QString& name, QWidget* page) {
  names_->addItem(name);
  pages_->addWidget(page);
}

void SettingsWindow::lay_out() {
  names_->setAccessibleName(tr("Pages"));
  names_->setSpacing(2);
  names_->setFrameShape(QFrame::NoFrame);
  names_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  const int width = names_->sizeHintForColumn(0) + 2 * kNamePadding;
  for (int row = 0; row < names_->count(); ++row) {
    names_->item(row)->setSizeHint({width, kNameHeight});
  }
  names_->setFixedWidth(width + 4);
  mistake_->setTextFormat(Qt::PlainText);
  mistake_->setWordWrap(true);
  mistake_->hide();
  auto* close = qt_new<QPushButton>(tr("C&lose"), this);
  close->setAutoDefault(false);
  connect(close, &QPushButton::clicked, this, &QDialog::close);

  auto* bottom = qt_new<QHBoxLayout>();
  bottom->setContentsMargins(20, 0, 16, 12);
  bottom->addWidget(mistake_, 1);
  bottom->addStretch(0);
  bottom->addWidget(close, 0, Qt::AlignRight);
  auto* right = qt_new<QVBoxLayout>();
  right->setSpacing(0);
  right->addWidget(pages_, 1);
  right->addLayout(bottom);
  auto* layout = qt_new<QHBoxLayout>(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(build_side());
  layout->addLayout(right, 1);
}

QWidget* SettingsWindow::build_side() {
  auto* side = qt_new<QWidget>(this);
  side->setBackgroundRole(QPalette::Base);
  side->setAutoFillBackground(true);
  auto* layout = qt_new<QVBoxLayout>(side);
  layout->setContentsMargins(8, 12, 8, 12);
  layout->addWidget(names_);
  return side;
}

void SettingsWindow::show_page(int page) {
  names_->setCurrentRow(page);
}

void SettingsWindow::focus_page() {
  pages_->currentWidget()->setFocus(Qt::OtherFocusReason);
}

int SettingsWindow::page() const {
  return names_->currentRow();
}

void SettingsWindow::show_account(const QString& account) {
  show_page(0);
  accounts_->choose(account);
}

}  // namespace tidings::desktop

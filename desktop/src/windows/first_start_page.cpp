#include "windows/first_start_page.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "icons/icon_image.h"
#include "windows/account_name.h"
#include "windows/check_list.h"
#include "windows/qt_new.h"
#include "windows/token_field.h"
#include "windows/tones.h"

namespace tidings::desktop {
namespace {

constexpr int kCardWidth = 460;
constexpr int kPicture = 64;

QLabel* plain_label(const QString& text, QWidget* parent) {
  auto* label = qt_new<QLabel>(text, parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

QFormLayout* form_layout() {
  auto* form = qt_new<QFormLayout>();
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  form->setHorizontalSpacing(12);
  form->setVerticalSpacing(8);
  return form;
}

}  // namespace

FirstStartPage::FirstStartPage(AccountService& service, QWidget* parent)
    : QScrollArea(parent), service_(service) {
  setFrameShape(NoFrame);
  setWidgetResizable(true);
  setFocusPolicy(Qt::NoFocus);
  auto* page = qt_new<QWidget>(this);
  auto* card = qt_new<QWidget>(page);
  card->setMaximumWidth(kCardWidth);
  build(card);
  auto* layout = qt_new<QVBoxLayout>(page);
  layout->setContentsMargins(24, 24, 24, 24);
  auto* row = qt_new<QHBoxLayout>();
  row->addStretch(1);
  row->addWidget(card, 100);
  row->addStretch(1);
  layout->addStretch(2);
  layout->addLayout(row);
  layout->addStretch(3);
  setWidget(page);
  connect_fields();
  update_buttons();
}

void FirstStartPage::build(QWidget* card) {
  auto* picture = qt_new<QLabel>(card);
  picture->setPixmap(app_icon().pixmap(QSize(kPicture, kPicture), devicePixelRatioF()));
  auto* title = plain_label(tr("Welcome to Tidings"), card);
  QFont large = title->font();
  large.setPointSizeF(large.pointSizeF() * 1.6);
  large.setBold(true);
  title->setFont(large);
  auto* text =
      plain_label(tr("Connect an account, and every notification of your shop appears here "
                     "at once. Address and token are in your shop's settings, or come from "
                     "whoever runs its server."),
                  card);
  address_ = qt_new<QLineEdit>(card);
  address_->setPlaceholderText(QStringLiteral("https://shop.example/v1/stream"));
  address_->setAccessibleName(tr("Address"));
  address_->setMaxLength(2048);
  address_->setInputMethodHints(Qt::ImhUrlCharactersOnly);
  token_ = qt_new<TokenField>(card);
  name_ = qt_new<QLineEdit>(card);
  name_->setAccessibleName(tr("Name"));
  name_->setMaxLength(64);
  checks_ = qt_new<CheckList>(card);
  mistake_ = plain_label({}, card);
  mistake_->hide();

  auto* form = form_layout();
  form->addRow(tr("&Address"), address_);
  form->addRow(tr("To&ken"), token_);
  form->addRow(tr("Na&me"), name_);
  auto* layout = qt_new<QVBoxLayout>(card);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  layout->addWidget(picture);
  layout->addWidget(title);
  layout->addWidget(text);
  layout->addSpacing(4);
  layout->addLayout(form);
  layout->addWidget(build_buttons(card));
  layout->addWidget(mistake_);
  layout->addWidget(checks_);
}

QWidget* FirstStartPage::build_buttons(QWidget* card) {
  auto* buttons = qt_new<QWidget>(card);
  more_ = qt_new<QPushButton>(tr("A&ll settings…"), buttons);
  test_ = qt_new<QPushButton>(tr("Test &connection"), buttons);
  finish_ = qt_new<QPushButton>(tr("&Finish"), buttons);
  finish_->setDefault(true);
  auto* layout = qt_new<QHBoxLayout>(buttons);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(more_);
  layout->addStretch(1);
  layout->addWidget(test_);
  layout->addWidget(finish_);
  return buttons;
}

void FirstStartPage::connect_fields() {
  connect(address_, &QLineEdit::textChanged, this, [this](const QString& text) {
    if (name_is_ours_) {
      const QSignalBlocker quiet(name_);
      name_->setText(text.trimmed().isEmpty() ? QString()
                                              : account_name_for(text, service_.accounts()));
    }
    update_buttons();
  });
  connect(name_, &QLineEdit::textEdited, this,
          [this](const QString& text) { name_is_ours_ = text.isEmpty(); });
  connect(name_, &QLineEdit::textChanged, this, &FirstStartPage::update_buttons);
  for (QLineEdit* field : {address_, static_cast<QLineEdit*>(token_), name_}) {
    connect(field, &QLineEdit::returnPressed, this, &FirstStartPage::finish);
  }
  connect(test_, &QPushButton::clicked, this, &FirstStartPage::test);
  connect(finish_, &QPushButton::clicked, this, &FirstStartPage::finish);
  connect(more_, &QPushButton::clicked, this, &FirstStartPage::all_settings_requested);
  connect(&service_, &AccountService::connection_tested, this,
          [this](const QList<ConnectionCheck>& checks) {
            if (isVisible()) {
              checks_->show_checks(checks);
              update_buttons();
            }
          });
}

AccountDetails FirstStartPage::details() const {
  AccountDetails details;
  details.name = name_->text().trimmed();
  details.stream = completed_address(address_->text());
  details.token_place = token_->token().isEmpty() ? AccountDetails::TokenPlace::none
                                                  : AccountDetails::TokenPlace::keychain;
  return details;
}

void FirstStartPage::update_buttons() {
  const bool complete = !address_->text().trimmed().isEmpty() && !name_->text().trimmed().isEmpty();
  test_->setEnabled(complete);
  finish_->setEnabled(complete);
}

void FirstStartPage::test() {
  mistake_->hide();
  checks_->show_running();
  test_->setEnabled(false);
  service_.test_connection(details(), token_->token());
}

void FirstStartPage::finish() {
  if (!finish_->isEnabled()) {
    return;
  }
  service_.cancel_test();
  checks_->clear();
  const QString mistake = service_.add_account(details(), token_->token());
  if (mistake.isEmpty()) {
    emit account_added(details().name, token_->token());
    return;
  }
  QPalette warning = palette();
  warning.setColor(QPalette::WindowText, tones_of(palette()).urgent);
  mistake_->setPalette(warning);
  mistake_->setText(mistake);
  mistake_->show();
  update_buttons();
}

}  // namespace tidings::desktop

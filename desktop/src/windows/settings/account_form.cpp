#include "windows/settings/account_form.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "windows/account_name.h"
#include "windows/qt_new.h"
#include "windows/settings/mapping_fields.h"
#include "windows/settings/page_parts.h"
#include "windows/token_field.h"

namespace tidings::desktop {
namespace {

constexpr int kLongest = 2048;
constexpr int kHeaderLines = 3;
using Place = AccountDetails::TokenPlace;

bool has_more(const AccountDetails& details) {
  return !details.proxy.isEmpty() || !details.ca_file.isEmpty() ||
         !details.heartbeat_timeout.isEmpty() || !details.headers.isEmpty() ||
         !details.api.isEmpty() || !details.publish.isEmpty() || !details.mapping.isEmpty();
}

}  // namespace

AccountForm::AccountForm(QWidget* parent) : QWidget(parent) {
  auto* form = form_layout();
  build_basics(form);
  build_token(form);
  build_more(form);
  auto* layout = qt_new<QVBoxLayout>(this);
  layout->setContentsMargins(0, 0, 12, 0);
  layout->addLayout(form);
  layout->addStretch(1);
}

QLineEdit* AccountForm::line(const QString& name, const QString& example) {
  auto* field = qt_new<QLineEdit>(this);
  field->setAccessibleName(name);
  field->setPlaceholderText(example);
  field->setMaxLength(kLongest);
  connect(field, &QLineEdit::textEdited, this, &AccountForm::edited);
  return field;
}

void AccountForm::build_basics(QFormLayout* form) {
  name_ = line(tr("Name"), QStringLiteral("shop"));
  stream_ = line(tr("Address"), QStringLiteral("https://shop.example/v1/stream"));
  preset_ = qt_new<QComboBox>(this);
  preset_->setAccessibleName(tr("Kind of server"));
  preset_->addItem(tr("Automatic"), QString());
  preset_->addItem(QStringLiteral("Tidings"), QStringLiteral("tidings"));
  preset_->addItem(QStringLiteral("ntfy"), QStringLiteral("ntfy"));
  preset_->addItem(QStringLiteral("Mercure"), QStringLiteral("mercure"));
  preset_->addItem(tr("Plain event stream"), QStringLiteral("plain"));
  connect(preset_, &QComboBox::activated, this, &AccountForm::edited);
  form->addRow(tr("&Name"), name_);
  form->addRow(tr("&Address"), stream_);
  form->addRow(tr("&Kind of server"), preset_);
}

void AccountForm::build_token(QFormLayout* form) {
  token_place_ = qt_new<QComboBox>(this);
  token_place_->setAccessibleName(tr("Token is in"));
  token_place_->addItem(tr("the keyring"), static_cast<int>(Place::keychain));
  token_place_->addItem(tr("a file"), static_cast<int>(Place::file));
  token_place_->addItem(tr("the output of a command"), static_cast<int>(Place::command));
  token_place_->addItem(tr("no place: none is needed"), static_cast<int>(Place::none));
  token_ = qt_new<TokenField>(this);
  token_->setPlaceholderText(tr("Empty: the stored one stays"));
  connect(token_, &QLineEdit::textEdited, this, &AccountForm::edited);
  token_file_ = line(tr("Token file"));
  token_command_ = line(tr("Token command"), QStringLiteral("pass show shop"));
  token_stack_ = qt_new<QStackedWidget>(this);
  token_stack_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  token_stack_->addWidget(token_);
  token_stack_->addWidget(file_row(token_file_, tr("Token file")));
  token_stack_->addWidget(token_command_);
  connect(token_place_, &QComboBox::currentIndexChanged, this, [this](int place) {
    token_stack_->setVisible(place < token_stack_->count());
    token_stack_->setCurrentIndex(place);
  });
  connect(token_place_, &QComboBox::activated, this, &AccountForm::edited);
  form->addRow(tr("&Token is in"), token_place_);
  form->addRow(QString(), token_stack_);
}

void AccountForm::build_more(QFormLayout* form) {
  more_ = qt_new<QToolButton>(this);
  more_->setText(tr("&More settings"));
  more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  more_->setAutoRaise(true);
  more_->setCheckable(true);
  more_->setFocusPolicy(Qt::StrongFocus);
  form->addRow(more_);
  const int first = form->rowCount();
  build_connection(form);
  mapping_ = qt_new<MappingFields>(*form, *this);
  connect(mapping_, &MappingFields::edited, this, &AccountForm::edited);
  const auto show_rows = [this, form, first](bool shown) {
    more_->setArrowType(shown ? Qt::DownArrow : isRightToLeft() ? Qt::LeftArrow : Qt::RightArrow);
    for (int row = first; row < form->rowCount(); ++row) {
      form->setRowVisible(row, shown);
    }
  };
  connect(more_, &QToolButton::toggled, this, show_rows);
  show_rows(false);
}

void AccountForm::build_connection(QFormLayout* form) {
  proxy_ = line(tr("Proxy"), QStringLiteral("http://proxy.example:3128"));
  ca_file_ = line(tr("Certificate authority"), tr("A PEM file; empty: the system's"));
  heartbeat_ = line(tr("Heartbeat timeout"), tr("45s; empty: by what the server says"));
  headers_ = qt_new<QPlainTextEdit>(this);
  headers_->setAccessibleName(tr("Headers"));
  headers_->setPlaceholderText(tr("X-Shop: 7 – one on each line"));
  headers_->setTabChangesFocus(true);
  headers_->setFixedHeight(kHeaderLines * headers_->fontMetrics().lineSpacing() + 12);
  connect(headers_, &QPlainTextEdit::textChanged, this, &AccountForm::edited);
  publish_ = line(tr("Address for publishing"));
  api_ = line(tr("Address of the API"), tr("Empty: made from the address"));
  form->addRow(tr("&Proxy"), proxy_);
  form->addRow(tr("&Certificate authority"), file_row(ca_file_, tr("Certificate authority")));
  form->addRow(tr("&Heartbeat timeout"), heartbeat_);
  form->addRow(tr("H&eaders"), headers_);
  form->addRow(tr("AP&I address"), api_);
  form->addRow(tr("P&ublish address"), publish_);
}

QWidget* AccountForm::file_row(QLineEdit* field, const QString& title) {
  auto* row = qt_new<QWidget>(this);
  auto* browse = qt_new<QPushButton>(tr("Browse…"), row);
  browse->setAutoDefault(false);
  browse->setAccessibleName(tr("Browse for: %1").arg(title));
  auto* layout = qt_new<QHBoxLayout>(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(field, 1);
  layout->addWidget(browse);
  connect(browse, &QPushButton::clicked, this, [this, field, title] {
    auto* dialog = qt_new<QFileDialog>(this, title, field->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, field](const QString& file) {
      field->setText(file);
      emit edited();
    });
    dialog->open();
  });
  row->setFocusProxy(field);
  return row;
}

void AccountForm::show_details(const AccountDetails& details) {
  const QSignalBlocker quiet(this);
  name_->setText(details.name);
  stream_->setText(details.stream);
  preset_->setCurrentIndex(qMax(0, preset_->findData(details.preset)));
  const int configuration = static_cast<int>(Place::configuration);
  token_place_->removeItem(token_place_->findData(configuration));
  if (details.token_place == Place::configuration) {
    token_place_->addItem(tr("the configuration file"), configuration);
  }
  token_place_->setCurrentIndex(token_place_->findData(static_cast<int>(details.token_place)));
  token_->clear();
  token_file_->setText(details.token_file);
  token_command_->setText(details.token_command);
  publish_->setText(details.publish);
  api_->setText(details.api);
  proxy_->setText(details.proxy);
  ca_file_->setText(details.ca_file);
  heartbeat_->setText(details.heartbeat_timeout);
  headers_->setPlainText(details.headers.join(u'\n'));
  mapping_->show_mapping(details.mapping);
  // What the user has opened stays open.
  if (has_more(details)) {
    more_->setChecked(true);
  }
}

AccountDetails AccountForm::details() const {
  AccountDetails details;
  details.name = name_->text().trimmed();
  details.stream = completed_address(stream_->text());
  details.publish = publish_->text().trimmed();
  details.api = api_->text().trimmed();
  details.preset = preset_->currentData().toString();
  details.proxy = proxy_->text().trimmed();
  details.ca_file = ca_file_->text().trimmed();
  details.heartbeat_timeout = heartbeat_->text().trimmed();
  for (const QString& header : headers_->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
    details.headers.append(header.trimmed());
  }
  details.headers.removeAll(QString());
  details.mapping = mapping_->mapping();
  details.token_place = static_cast<Place>(token_place_->currentData().toInt());
  if (details.token_place == Place::file) {
    details.token_file = token_file_->text().trimmed();
  } else if (details.token_place == Place::command) {
    details.token_command = token_command_->text().trimmed();
  }
  return details;
}

QString AccountForm::token() const {
  const auto place = static_cast<Place>(token_place_->currentData().toInt());
  return place == Place::keychain ? token_->token() : QString();
}

void AccountForm::focus_first() {
  (name_->text().isEmpty() ? name_ : stream_)->setFocus(Qt::OtherFocusReason);
}

}  // namespace tidings::desktop

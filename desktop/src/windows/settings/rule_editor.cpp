#include "windows/settings/rule_editor.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "models/rule_words.h"
#include "windows/qt_new.h"
#include "windows/settings/page_parts.h"

namespace tidings::desktop {
namespace {

constexpr int kLongestText = 256;
constexpr int kWidth = 440;

QLineEdit* line(const QString& text, const QString& name, QWidget* parent) {
  auto* edit = qt_new<QLineEdit>(text, parent);
  edit->setMaxLength(kLongestText);
  edit->setAccessibleName(name);
  return edit;
}

QSpinBox* priority_box(int value, const QString& name, QWidget* parent) {
  auto* box = qt_new<QSpinBox>(parent);
  box->setRange(1, 5);
  box->setValue(value);
  box->setAccessibleName(name);
  return box;
}

}  // namespace

RuleEditor::RuleEditor(const Rule& rule, const QStringList& accounts, const QStringList& types,
                       QWidget* parent)
    : QDialog(parent),
      rule_(rule),
      account_(qt_new<QComboBox>(this)),
      type_(qt_new<QComboBox>(this)),
      group_(line(rule.group, tr("Group"), this)),
      text_(line(rule.text, tr("Contains"), this)),
      min_priority_(priority_box(rule.min_priority, tr("Lowest priority"), this)),
      max_priority_(priority_box(rule.max_priority, tr("Highest priority"), this)),
      action_(qt_new<QComboBox>(this)),
      sound_(line(rule.sound, tr("Sound"), this)) {
  setWindowTitle(tr("Rule"));
  build_conditions(accounts, types);
  build_action();
  lay_out();
  setMinimumWidth(kWidth);
  show_sound_field();
}

void RuleEditor::build_conditions(const QStringList& accounts, const QStringList& types) {
  account_->setAccessibleName(tr("Account"));
  account_->addItem(tr("Any account"), QString());
  for (const QString& account : accounts) {
    account_->addItem(account, account);
  }
  if (!rule_.account.isEmpty() && account_->findData(rule_.account) < 0) {
    account_->addItem(rule_.account, rule_.account);
  }
  account_->setCurrentIndex(qMax(0, account_->findData(rule_.account)));
  type_->setAccessibleName(tr("Type"));
  type_->setEditable(true);
  type_->addItems(types);
  type_->setCurrentText(rule_.type);
  type_->lineEdit()->setPlaceholderText(tr("Any type; task.* for all that begin so"));
  type_->lineEdit()->setMaxLength(kLongestText);
  group_->setPlaceholderText(tr("Any group"));
  text_->setPlaceholderText(tr("Any text"));
  connect(min_priority_, &QSpinBox::valueChanged, max_priority_, &QSpinBox::setMinimum);
  max_priority_->setMinimum(min_priority_->value());
}

void RuleEditor::build_action() {
  action_->setAccessibleName(tr("Do this"));
  for (const RuleAction action :
       {RuleAction::popup, RuleAction::popup_and_sound, RuleAction::silent, RuleAction::mute}) {
    action_->addItem(rule_action_word(action), static_cast<int>(action));
  }
  action_->setCurrentIndex(action_->findData(static_cast<int>(rule_.action)));
  sound_->setPlaceholderText(tr("A name such as message-new-instant, or a file"));
  connect(action_, &QComboBox::currentIndexChanged, this, &RuleEditor::show_sound_field);
}

QWidget* RuleEditor::build_priorities() {
  auto* row = qt_new<QWidget>(this);
  auto* layout = qt_new<QHBoxLayout>(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(min_priority_);
  layout->addWidget(qt_new<QLabel>(tr("to"), row));
  layout->addWidget(max_priority_);
  layout->addStretch(1);
  return row;
}

void RuleEditor::lay_out() {
  auto* form = form_layout();
  form->addRow(tr("&Account"), account_);
  form->addRow(tr("T&ype"), type_);
  form->addRow(tr("&Group"), group_);
  form->addRow(tr("&Contains"), text_);
  auto* priorities = build_priorities();
  auto* priority_caption = qt_new<QLabel>(tr("&Priority"), this);
  priority_caption->setBuddy(min_priority_);
  form->addRow(priority_caption, priorities);
  form->addRow(tr("&Do this"), action_);
  form->addRow(tr("&Sound"), sound_);
  auto* buttons = qt_new<QDialogButtonBox>(this);
  buttons->addButton(tr("&OK"), QDialogButtonBox::AcceptRole)->setDefault(true);
  buttons->addButton(tr("Ca&ncel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = qt_new<QVBoxLayout>(this);
  layout->setContentsMargins(18, 16, 18, 12);
  layout->setSpacing(12);
  layout->addWidget(
      page_note(tr("Everything that is given must hold. What is empty always holds."), this));
  layout->addLayout(form);
  layout->addWidget(buttons);
}

void RuleEditor::show_sound_field() {
  sound_->setEnabled(action_->currentData().toInt() ==
                     static_cast<int>(RuleAction::popup_and_sound));
}

Rule RuleEditor::rule() const {
  Rule rule = rule_;
  rule.account = account_->currentData().toString();
  rule.type = type_->currentText().trimmed();
  rule.group = group_->text().trimmed();
  rule.text = text_->text().trimmed();
  rule.min_priority = min_priority_->value();
  rule.max_priority = max_priority_->value();
  rule.action = static_cast<RuleAction>(action_->currentData().toInt());
  rule.sound = sound_->isEnabled() ? sound_->text().trimmed() : QString();
  return rule;
}

}  // namespace tidings::desktop

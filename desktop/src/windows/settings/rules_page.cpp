#include "windows/settings/rules_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include "windows/qt_new.h"
#include "windows/settings/page_parts.h"
#include "windows/settings/rule_editor.h"
#include "windows/settings/settings_edit.h"

namespace tidings::desktop {

RulesPage::RulesPage(SettingsEdit& edit, RuleChoices choices, QWidget* parent)
    : QWidget(parent),
      edit_(edit),
      choices_(std::move(choices)),
      list_(qt_new<QListView>(this)),
      add_(qt_new<QPushButton>(tr("&Add…"), this)),
      change_(qt_new<QPushButton>(tr("&Change…"), this)),
      remove_(qt_new<QPushButton>(tr("&Remove"), this)),
      up_(qt_new<QPushButton>(tr("&Up"), this)),
      down_(qt_new<QPushButton>(tr("&Down"), this)) {
  model_.set_rules(edit_.now().rules);
  build();
  connect_buttons();
  update_buttons();
}

void RulesPage::build() {
  list_->setModel(&model_);
  list_->setAccessibleName(tr("Rules"));
  list_->setUniformItemSizes(true);
  list_->setTextElideMode(Qt::ElideRight);
  list_->setSpacing(2);
  auto* buttons = qt_new<QHBoxLayout>();
  buttons->setSpacing(6);
  for (QPushButton* button : {add_, change_, remove_}) {
    buttons->addWidget(button);
  }
  buttons->addStretch(1);
  buttons->addWidget(up_);
  buttons->addWidget(down_);
  auto* layout = page_layout(this);
  layout->addWidget(page_heading(tr("Rules"), this));
  layout->addWidget(
      page_note(tr("The first rule that fits a notification decides about it. Without "
                   "one, there is a popup; for the lowest priority there is none."),
                this));
  layout->addWidget(list_, 1);
  layout->addLayout(buttons);
}

void RulesPage::connect_buttons() {
  connect(&model_, &RuleModel::edited, this, [this] {
    edit_.change([this](Settings& settings) { settings.rules = model_.rules(); });
    update_buttons();
  });
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &RulesPage::update_buttons);
  connect(list_, &QListView::doubleClicked, this,
          [this](const QModelIndex& index) { edit_rule(index.row()); });
  connect(add_, &QPushButton::clicked, this, [this] { edit_rule(-1); });
  connect(change_, &QPushButton::clicked, this, [this] { edit_rule(current_row()); });
  connect(remove_, &QPushButton::clicked, this, [this] { model_.remove(current_row()); });
  connect(up_, &QPushButton::clicked, this, [this] { move(-1); });
  connect(down_, &QPushButton::clicked, this, [this] { move(1); });
}

int RulesPage::current_row() const {
  return list_->currentIndex().row();
}

void RulesPage::update_buttons() {
  const int row = current_row();
  const int number = model_.rowCount();
  change_->setEnabled(row >= 0);
  remove_->setEnabled(row >= 0);
  up_->setEnabled(row > 0);
  down_->setEnabled(row >= 0 && row + 1 < number);
  add_->setEnabled(number < RuleModel::kLimit);
}

void RulesPage::move(int direction) {
  model_.move(current_row(), direction);
  update_buttons();
}

void RulesPage::edit_rule(int row) {
  const Rule rule = row >= 0 ? model_.rules().value(row) : Rule{};
  auto* editor = qt_new<RuleEditor>(rule, choices_.accounts(), choices_.types(), this);
  editor->setAttribute(Qt::WA_DeleteOnClose);
  connect(editor, &QDialog::accepted, this, [this, editor, row] {
    if (row >= 0) {
      model_.replace(row, editor->rule());
    } else {
      model_.append(editor->rule());
      list_->setCurrentIndex(model_.index(model_.rowCount() - 1));
    }
  });
  editor->open();
}

}  // namespace tidings::desktop

#pragma once

#include <QStringList>
#include <QWidget>
#include <functional>

#include "models/rule_model.h"

class QListView;
class QPushButton;

namespace tidings::desktop {

class SettingsEdit;

/// What there is to choose from in a rule.
struct RuleChoices {
  std::function<QStringList()> accounts;
  std::function<QStringList()> types;
};

/// The rules, in the order in which they are tried.
class RulesPage : public QWidget {
  Q_OBJECT

 public:
  RulesPage(SettingsEdit& edit, RuleChoices choices, QWidget* parent = nullptr);

 private:
  void build();
  void connect_buttons();
  void update_buttons();
  void edit_rule(int row);
  void move(int direction);
  [[nodiscard]] int current_row() const;

  SettingsEdit& edit_;
  RuleChoices choices_;
  RuleModel model_;
  QListView* list_;
  QPushButton* add_;
  QPushButton* change_;
  QPushButton* remove_;
  QPushButton* up_;
  QPushButton* down_;
};

}  // namespace tidings::desktop

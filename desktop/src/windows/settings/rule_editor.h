#pragma once

#include <QDialog>
#include <QStringList>

#include "settings/settings.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace tidings::desktop {

/// One rule to make or change.
class RuleEditor : public QDialog {
  Q_OBJECT

 public:
  RuleEditor(const Rule& rule, const QStringList& accounts, const QStringList& types,
             QWidget* parent = nullptr);

  [[nodiscard]] Rule rule() const;

 private:
  void build_conditions(const QStringList& accounts, const QStringList& types);
  void build_action();
  QWidget* build_priorities();
  void lay_out();
  void show_sound_field();

  Rule rule_;
  QComboBox* account_;
  QComboBox* type_;
  QLineEdit* group_;
  QLineEdit* text_;
  QSpinBox* min_priority_;
  QSpinBox* max_priority_;
  QComboBox* action_;
  QLineEdit* sound_;
};

}  // namespace tidings::desktop

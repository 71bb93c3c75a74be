#pragma once

#include <QWidget>

#include "service/account_service.h"

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace tidings::desktop {

class MappingFields;
class TokenField;

/// The fields of one account. Those that most accounts leave empty show when they are asked for, or
/// when the account has something in one of them.
class AccountForm : public QWidget {
  Q_OBJECT

 public:
  explicit AccountForm(QWidget* parent = nullptr);

  void show_details(const AccountDetails& details);
  [[nodiscard]] AccountDetails details() const;
  [[nodiscard]] QString token() const;
  void focus_first();

 signals:
  void edited();

 private:
  void build_basics(QFormLayout* form);
  void build_token(QFormLayout* form);
  void build_connection(QFormLayout* form);
  void build_more(QFormLayout* form);
  QWidget* file_row(QLineEdit* field, const QString& title);
  QLineEdit* line(const QString& name, const QString& example = {});

  QLineEdit* name_ = nullptr;
  QLineEdit* stream_ = nullptr;
  QComboBox* preset_ = nullptr;
  QComboBox* token_place_ = nullptr;
  QStackedWidget* token_stack_ = nullptr;
  TokenField* token_ = nullptr;
  QLineEdit* token_file_ = nullptr;
  QLineEdit* token_command_ = nullptr;
  QToolButton* more_ = nullptr;
  QLineEdit* publish_ = nullptr;
  QLineEdit* api_ = nullptr;
  QLineEdit* proxy_ = nullptr;
  QLineEdit* ca_file_ = nullptr;
  QLineEdit* heartbeat_ = nullptr;
  QPlainTextEdit* headers_ = nullptr;
  MappingFields* mapping_ = nullptr;
};

}  // namespace tidings::desktop

#pragma once

#include <QDialog>

class QPushButton;

namespace tidings::desktop {

class TokenField;

/// Asks for a new token for one account and says why.
class TokenDialog : public QDialog {
  Q_OBJECT

 public:
  TokenDialog(const QString& account, const QString& reason, QWidget* parent = nullptr);

  [[nodiscard]] const QString& account() const { return account_; }

 signals:
  void token_entered(const QString& account, const QString& token);

 private:
  QString account_;
  TokenField* token_;
  QPushButton* save_;
};

}  // namespace tidings::desktop

#pragma once

#include <QList>
#include <QScrollArea>

#include "service/account_service.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace tidings::desktop {

class CheckList;
class TokenField;

/// From nothing to a working account: address, token, a test that says what is wrong, done.
class FirstStartPage : public QScrollArea {
  Q_OBJECT

 public:
  explicit FirstStartPage(AccountService& service, QWidget* parent = nullptr);

 signals:
  /// The token may still be on its way to the keyring.
  void account_added(const QString& account, const QString& token);
  void all_settings_requested();

 private:
  void build(QWidget* card);
  QWidget* build_buttons(QWidget* card);
  void connect_fields();
  [[nodiscard]] AccountDetails details() const;
  void update_buttons();
  void test();
  void finish();

  AccountService& service_;
  QLineEdit* address_ = nullptr;
  TokenField* token_ = nullptr;
  QLineEdit* name_ = nullptr;
  QPushButton* test_ = nullptr;
  QPushButton* finish_ = nullptr;
  QPushButton* more_ = nullptr;
  CheckList* checks_ = nullptr;
  QLabel* mistake_ = nullptr;
  bool name_is_ours_ = true;  ///< made from the address, until the user writes one
};

}  // namespace tidings::desktop

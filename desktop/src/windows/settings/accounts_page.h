#pragma once

#include <QWidget>

#include "models/account_model.h"
#include "service/account_service.h"

class QLabel;
class QListView;
class QPushButton;
class QScrollArea;

namespace tidings::desktop {

class AccountForm;
class CheckList;

/// The accounts: add, change, test, remove.
class AccountsPage : public QWidget {
  Q_OBJECT

 public:
  explicit AccountsPage(AccountService& service, QWidget* parent = nullptr);

  void choose(const QString& account);

 signals:
  /// A token was handed to the service: it may come back as not stored.
  void token_given(const QString& account, const QString& token);
  void account_removed(const QString& account);

 private:
  QWidget* build_list();
  QWidget* build_form();
  void connect_parts();
  void begin_new();
  void show_account(const QString& account);
  void accounts_came();
  void test();
  void save();
  void ask_to_remove();
  void say(const QString& sentence, bool is_mistake);
  void set_dirty(bool dirty);

  AccountService& service_;
  AccountModel model_;
  QListView* list_ = nullptr;
  QPushButton* add_ = nullptr;
  QPushButton* remove_ = nullptr;
  AccountForm* form_ = nullptr;
  QScrollArea* area_ = nullptr;
  CheckList* checks_ = nullptr;
  QLabel* answer_ = nullptr;
  QPushButton* test_ = nullptr;
  QPushButton* save_ = nullptr;
  QString shown_;  ///< empty: a new one
};

}  // namespace tidings::desktop

#pragma once

#include <QDialog>

class QLabel;
class QListWidget;
class QStackedWidget;

namespace tidings::desktop {

class AccountService;
class AccountsPage;
class HistoryStore;
class SettingsEdit;
class SettingsFile;

/// All settings, on pages. Most take effect as they are changed; an account's when it is saved.
class SettingsWindow : public QDialog {
  Q_OBJECT

 public:
  SettingsWindow(AccountService& service, HistoryStore& store, SettingsFile& settings,
                 QWidget* parent = nullptr);

  void show_page(int page);
  [[nodiscard]] int page() const;
  /// To the page's first field, where it has one.
  void focus_page();
  void show_account(const QString& account);

 signals:
  void token_given(const QString& account, const QString& token);
  void account_removed(const QString& account);

 private:
  void build_pages(AccountService& service, HistoryStore& store);
  void add_page(const QString& name, QWidget* page);
  void lay_out();
  QWidget* build_side();

  SettingsEdit* edit_;
  QListWidget* names_;
  QStackedWidget* pages_;
  AccountsPage* accounts_ = nullptr;
  QLabel* mistake_;
};

}  // namespace tidings::desktop

#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QStringList>

#include "service/account_service.h"

namespace tidings::test {

/// What the accounts of a test are and how they are, and what the windows asked of them. The
/// programs of these tests link `scripted_accounts.cpp` in the place of the real service, so that
/// no window of them reaches a network or a keyring.
class ScriptedAccounts : public QObject {
  Q_OBJECT

 public:
  explicit ScriptedAccounts(desktop::AccountService* service);
  static ScriptedAccounts& of(desktop::AccountService& service);

  void add(const QString& account, desktop::AccountState state = desktop::AccountState::connected);
  void set_warning(const QString& sentence);
  void set_status(const desktop::AccountStatus& status);

  QList<desktop::AccountDetails> details;
  QHash<QString, desktop::AccountStatus> statuses;
  /// What is wrong with their file.
  QString warning;
  /// The answer to the next change: what is wrong with it.
  QString mistake;
  /// "add shop https://… token", "remove shop", …
  QStringList asked;

 private:
  desktop::AccountService& service_;
};

}  // namespace tidings::test

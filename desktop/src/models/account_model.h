#pragma once

#include <QAbstractListModel>
#include <QStringList>

#include "domain/account_status.h"

namespace tidings::desktop {

class AccountService;

/// The accounts with their states, in the order of the configuration.
class AccountModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { kName = Qt::UserRole + 1, kState, kStateWord, kDetail, kAction };

  explicit AccountModel(AccountService& service, QObject* parent = nullptr);

  [[nodiscard]] const QStringList& accounts() const { return accounts_; }
  [[nodiscard]] AccountStatus status(const QModelIndex& index) const;
  [[nodiscard]] QModelIndex index_of(const QString& account) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  void take_accounts();
  void show_status(const QString& account);

  AccountService& service_;
  QStringList accounts_;
};

}  // namespace tidings::desktop

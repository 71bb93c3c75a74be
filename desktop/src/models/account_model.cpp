#include "models/account_model.h"

#include "models/account_words.h"
#include "service/account_service.h"

namespace tidings::desktop {

AccountModel::AccountModel(AccountService& service, QObject* parent)
    : QAbstractListModel(parent), service_(service), accounts_(service.accounts()) {
  connect(&service_, &AccountService::accounts_changed, this, &AccountModel::take_accounts);
  connect(&service_, &AccountService::status_changed, this, &AccountModel::show_status);
}

void AccountModel::take_accounts() {
  beginResetModel();
  accounts_ = service_.accounts();
  endResetModel();
}

void AccountModel::show_status(const QString& account) {
  const QModelIndex changed = index_of(account);
  if (changed.isValid()) {
    emit dataChanged(changed, changed);
  }
}

AccountStatus AccountModel::status(const QModelIndex& index) const {
  return index.isValid() ? service_.status(accounts_.value(index.row())) : AccountStatus{};
}

QModelIndex AccountModel::index_of(const QString& account) const {
  return index(static_cast<int>(accounts_.indexOf(account)));
}

int AccountModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(accounts_.size());
}

QVariant AccountModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= accounts_.size()) {
    return {};
  }
  const AccountStatus shown = status(index);
  switch (role) {
    case Qt::DisplayRole:
    case kName:
      return accounts_[index.row()];
    case Qt::AccessibleTextRole:
      return status_sentence(shown);
    case kState:
      return static_cast<int>(shown.state);
    case kStateWord:
      return state_word(shown.state);
    case kDetail:
      return shown.detail;
    case kAction:
      return static_cast<int>(shown.action);
    default:
      return {};
  }
}

}  // namespace tidings::desktop

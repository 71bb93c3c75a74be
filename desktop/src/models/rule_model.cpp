#include "models/rule_model.h"

#include "models/rule_words.h"

namespace tidings::desktop {

void RuleModel::set_rules(const QList<Rule>& rules) {
  beginResetModel();
  rules_ = rules;
  endResetModel();
}

void RuleModel::append(const Rule& rule) {
  const int row = static_cast<int>(rules_.size());
  if (row >= kLimit) {
    return;
  }
  beginInsertRows({}, row, row);
  rules_.append(rule);
  endInsertRows();
  emit edited();
}

void RuleModel::replace(int row, const Rule& rule) {
  if (row < 0 || row >= rules_.size()) {
    return;
  }
  rules_[row] = rule;
  emit dataChanged(index(row), index(row));
  emit edited();
}

void RuleModel::remove(int row) {
  if (row < 0 || row >= rules_.size()) {
    return;
  }
  beginRemoveRows({}, row, row);
  rules_.removeAt(row);
  endRemoveRows();
  emit edited();
}

void RuleModel::move(int row, int direction) {
  const int target = row + (direction < 0 ? -1 : 1);
  if (row < 0 || row >= rules_.size() || target < 0 || target >= rules_.size()) {
    return;
  }
  beginMoveRows({}, row, row, {}, direction < 0 ? target : target + 1);
  rules_.move(row, target);
  endMoveRows();
  emit edited();
}

int RuleModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rules_.size());
}

QVariant RuleModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rules_.size()) {
    return {};
  }
  const Rule& rule = rules_[index.row()];
  if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
    return rule_sentence(rule);
  }
  if (role == Qt::CheckStateRole) {
    return rule.enabled ? Qt::Checked : Qt::Unchecked;
  }
  return {};
}

bool RuleModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || index.row() >= rules_.size() || role != Qt::CheckStateRole) {
    return false;
  }
  rules_[index.row()].enabled = value.toInt() == Qt::Checked;
  emit dataChanged(index, index);
  emit edited();
  return true;
}

Qt::ItemFlags RuleModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractListModel::flags(index);
  if (index.isValid()) {
    flags |= Qt::ItemIsUserCheckable;
  }
  return flags;
}

}  // namespace tidings::desktop

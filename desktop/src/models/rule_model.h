#pragma once

#include <QAbstractListModel>
#include <QList>

#include "settings/settings.h"

namespace tidings::desktop {

/// The rules in the order in which they are tried; the check box switches one on and off.
class RuleModel : public QAbstractListModel {
  Q_OBJECT

 public:
  /// What a user meets; more makes every arrival slow.
  static constexpr int kLimit = 200;

  using QAbstractListModel::QAbstractListModel;

  [[nodiscard]] const QList<Rule>& rules() const { return rules_; }
  void set_rules(const QList<Rule>& rules);
  void append(const Rule& rule);
  void replace(int row, const Rule& rule);
  void remove(int row);
  /// Moves by one place; nothing happens at an end.
  void move(int row, int direction);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

 signals:
  void edited();

 private:
  QList<Rule> rules_;
};

}  // namespace tidings::desktop

#pragma once

#include <QList>
#include <QtGlobal>
#include <optional>
#include <vector>

namespace tidings::desktop {

/// The rows that a list shows, newest (largest) first: eight bytes each, so that a list of a
/// million stays small while the entries themselves come and go.
class RowList {
 public:
  [[nodiscard]] int size() const { return static_cast<int>(rows_.size()); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] qint64 at(int index) const { return rows_[static_cast<std::size_t>(index)]; }
  [[nodiscard]] std::optional<int> find(qint64 row) const;
  /// Where `row` stands or would stand.
  [[nodiscard]] int place_of(qint64 row) const;

  void clear() { rows_.clear(); }
  void assign(std::vector<qint64> rows) { rows_ = std::move(rows); }
  void insert(int index, const std::vector<qint64>& rows);
  void remove(int index, int count);

 private:
  std::vector<qint64> rows_;
};

}  // namespace tidings::desktop

#include "models/row_list.h"

#include <algorithm>
#include <functional>

namespace tidings::desktop {

int RowList::place_of(qint64 row) const {
  const auto place = std::lower_bound(rows_.begin(), rows_.end(), row, std::greater<>());
  return static_cast<int>(place - rows_.begin());
}

std::optional<int> RowList::find(qint64 row) const {
  const int place = place_of(row);
  return place < size() && at(place) == row ? std::optional(place) : std::nullopt;
}

void RowList::insert(int index, const std::vector<qint64>& rows) {
  rows_.insert(rows_.begin() + index, rows.begin(), rows.end());
}

void RowList::remove(int index, int count) {
  rows_.erase(rows_.begin() + index, rows_.begin() + index + count);
}

}  // namespace tidings::desktop

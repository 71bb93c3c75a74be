#pragma once

#include <QByteArray>
#include <QHash>

namespace tidings::test {

/// What was published into each log, numbered from 1: what a stream may get, and what it may miss.
/// A log is named by its seller, or `all`.
class LoadTruth {
 public:
  explicit LoadTruth(int history) : history_(history) {}

  /// The title of the log's next notification, which may be stored from now on: `LOG:NUMBER:PLACE`,
  /// its number in the log and its place among all of them.
  QByteArray next(const QByteArray& log) {
    return log + ':' + QByteArray::number(++sent_[log]) + ':' + QByteArray::number(++places_);
  }
  [[nodiscard]] int sent(const QByteArray& log) const { return sent_.value(log); }
  /// Whether the log may have been trimmed of this one already.
  [[nodiscard]] bool may_be_gone(const QByteArray& log, int number) const {
    return number <= sent(log) - history_;
  }

 private:
  int history_;
  QHash<QByteArray, int> sent_;
  int places_ = 0;
};

}  // namespace tidings::test

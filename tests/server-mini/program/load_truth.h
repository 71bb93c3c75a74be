#pragma once

#include <QByteArray>
#include <QHash>

namespace tidings::test {

/// What was published into each log, numbered from 1: what a stream may get, and what it may miss.
/// A log is named by its seller, or `all`.
class LoadTruth {
 public:
  explicit LoadTruth(int history) : history_(history) {}

  /// Numbers the next notification of the log. It may be stored from now on.
  int next(const QByteArray& log) { return ++sent_[log]; }
  [[nodiscard]] int sent(const QByteArray& log) const { return sent_.value(log); }
  /// Whether the log may have been trimmed of this one already.
  [[nodiscard]] bool may_be_gone(const QByteArray& log, int number) const {
    return number <= sent(log) - history_;
  }

 private:
  int history_;
  QHash<QByteArray, int> sent_;
};

}  // namespace tidings::test

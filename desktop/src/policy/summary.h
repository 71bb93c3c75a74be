#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include "domain/history_entry.h"

namespace tidings::desktop {

/// Several entries told in one popup, and its text: "12 new orders". Pure but for the language.
class Summary {
 public:
  enum class Kind {
    burst,   ///< as it happens
    digest,  ///< of what came while the user or the program was away
  };
  /// What is beyond is counted, but cannot be taken out again.
  static constexpr int kMaxRemembered = 20'000;

  explicit Summary(Kind kind) : kind_(kind) {}

  /// Each entry once.
  void add(const HistoryEntry& entry);
  /// It was read or deleted meanwhile. False when it is not in here.
  bool remove(qint64 row);
  void clear();

  [[nodiscard]] int count() const { return static_cast<int>(items_.size()) + beyond_; }
  /// The remembered rows, in the order of arrival.
  [[nodiscard]] QList<qint64> rows() const;
  [[nodiscard]] bool has_urgent() const;

  [[nodiscard]] QString title() const;
  /// The urgent ones by name, then how many of what.
  [[nodiscard]] QString body() const;

 private:
  enum class Family { order, task, message, other };
  struct Item {
    Family family = Family::other;
    bool urgent = false;
    QString title;  ///< kept for the urgent ones only
  };
  static Family family_of(const QString& type);
  static QString counted(Family family, int count);
  static QString counted_new(Family family, int count);
  [[nodiscard]] QHash<int, int> count_by_family() const;
  [[nodiscard]] QString urgent_line() const;

  Kind kind_;
  QHash<qint64, Item> items_;
  int beyond_ = 0;
  qint64 newest_ = 0;
  QString newest_title_;
};

}  // namespace tidings::desktop

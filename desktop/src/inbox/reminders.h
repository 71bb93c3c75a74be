#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>
#include <chrono>

namespace tidings::desktop {

/// "Later": tells after a while that entries were to be shown again. One timer, which runs only
/// while there is something to remind of.
class Reminders : public QObject {
  Q_OBJECT

 public:
  static constexpr int kMax = 1000;

  explicit Reminders(QObject* parent = nullptr);

  /// Beyond `kMax` nothing is added.
  void add(qint64 row, std::chrono::milliseconds after);
  void remove(const QList<qint64>& rows);
  void clear();
  /// Tells what is due. Called on waking, too: the timer stood still while the machine slept.
  void look();

 signals:
  /// In the order of their arrival.
  void due(const QList<qint64>& rows);

 private:
  void set_timer();

  QHash<qint64, qint64> due_at_;  ///< row → milliseconds since boot, sleep included
  QTimer timer_;
};

}  // namespace tidings::desktop

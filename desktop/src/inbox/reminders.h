#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>
#include <chrono>

namespace tidings::desktop {

/// "Later": tells after a while that an entry was to be shown again. One timer, which runs only
/// while there is something to remind of.
class Reminders : public QObject {
  Q_OBJECT

 public:
  static constexpr int kMax = 1000;

  explicit Reminders(std::chrono::milliseconds after, QObject* parent = nullptr);

  void add(qint64 row);
  void remove(qint64 row);
  /// Tells what is due. Called on waking, too: the timer stood still while the machine slept.
  void look();

 signals:
  void due(qint64 row);

 private:
  void set_timer();

  const std::chrono::milliseconds after_;
  QHash<qint64, qint64> due_at_;  ///< row → milliseconds since boot, sleep included
  QTimer timer_;
};

}  // namespace tidings::desktop

#include "inbox/reminders.h"

#include <algorithm>
#include <ctime>

namespace tidings::desktop {
namespace {

qint64 now() {
  timespec time{};
  ::clock_gettime(CLOCK_BOOTTIME, &time);
  return std::chrono::milliseconds(std::chrono::seconds(time.tv_sec)).count() +
         time.tv_nsec / 1'000'000;
}

}  // namespace

Reminders::Reminders(QObject* parent) : QObject(parent) {
  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, &Reminders::look);
}

void Reminders::add(qint64 row, std::chrono::milliseconds after) {
  if (due_at_.size() < kMax || due_at_.contains(row)) {
    due_at_.insert(row, now() + after.count());
    set_timer();
  }
}

void Reminders::remove(const QList<qint64>& rows) {
  bool has_changed = false;
  for (const qint64 row : rows) {
    has_changed = due_at_.remove(row) || has_changed;
  }
  if (has_changed) {
    set_timer();
  }
}

void Reminders::clear() {
  due_at_.clear();
  set_timer();
}

void Reminders::set_timer() {
  if (due_at_.isEmpty()) {
    timer_.stop();
    return;
  }
  const qint64 next = *std::min_element(due_at_.begin(), due_at_.end());
  timer_.start(std::chrono::milliseconds(std::max<qint64>(0, next - now())));
}

void Reminders::look() {
  QList<qint64> rows;
  for (auto it = due_at_.begin(); it != due_at_.end();) {
    if (it.value() <= now()) {
      rows.append(it.key());
      it = due_at_.erase(it);
    } else {
      ++it;
    }
  }
  set_timer();
  std::sort(rows.begin(), rows.end());
  if (!rows.isEmpty()) {
    emit due(rows);
  }
}

}  // namespace tidings::desktop

#include "policy/summary.h"

#include <QCoreApplication>
#include <algorithm>

namespace tidings::desktop {
namespace {

constexpr int kNamedUrgent = 3;
constexpr qsizetype kMaxTitleInLine = 80;

QString words(const char* text, int count = -1) {
  return QCoreApplication::translate("Summary", text, nullptr, count);
}

QString short_title(const QString& title) {
  const QString line = title.simplified();
  return line.size() <= kMaxTitleInLine ? line : line.left(kMaxTitleInLine - 1) + QChar(0x2026);
}

}  // namespace

Summary::Family Summary::family_of(const QString& type) {
  const QString first = type.section(QLatin1Char('.'), 0, 0).toLower();
  if (first == QLatin1String("order") || first == QLatin1String("orders")) {
    return Family::order;
  }
  if (first == QLatin1String("task") || first == QLatin1String("tasks")) {
    return Family::task;
  }
  if (first == QLatin1String("message") || first == QLatin1String("messages") ||
      first == QLatin1String("chat")) {
    return Family::message;
  }
  return Family::other;
}

void Summary::add(const HistoryEntry& entry) {
  if (items_.contains(entry.row)) {
    return;
  }
  newest_ = entry.row;
  newest_title_ = short_title(entry.title);
  if (items_.size() >= kMaxRemembered) {
    ++beyond_;
    return;
  }
  const bool urgent = entry.priority == 5;
  items_.insert(entry.row, {family_of(entry.type), urgent, urgent ? newest_title_ : QString()});
}

bool Summary::remove(qint64 row) {
  if (row == newest_) {
    newest_title_.clear();
  }
  return items_.remove(row);
}

void Summary::clear() {
  *this = Summary(kind_);
}

QList<qint64> Summary::rows() const {
  QList<qint64> rows = items_.keys();
  std::sort(rows.begin(), rows.end());
  return rows;
}

bool Summary::has_urgent() const {
  return std::any_of(items_.begin(), items_.end(), [](const Item& item) { return item.urgent; });
}

QString Summary::counted(Family family, int count) {
  switch (family) {
    case Family::order:
      return words(QT_TRANSLATE_N_NOOP("Summary", "%n order(s)"), count);
    case Family::task:
      return words(QT_TRANSLATE_N_NOOP("Summary", "%n task(s)"), count);
    case Family::message:
      return words(QT_TRANSLATE_N_NOOP("Summary", "%n message(s)"), count);
    case Family::other:
      break;
  }
  return words(QT_TRANSLATE_N_NOOP("Summary", "%n other(s)"), count);
}

QString Summary::counted_new(Family family, int count) {
  switch (family) {
    case Family::order:
      return words(QT_TRANSLATE_N_NOOP("Summary", "%n new order(s)"), count);
    case Family::task:
      return words(QT_TRANSLATE_N_NOOP("Summary", "%n new task(s)"), count);
    case Family::message:
      return words(QT_TRANSLATE_N_NOOP("Summary", "%n new message(s)"), count);
    case Family::other:
      break;
  }
  return words(QT_TRANSLATE_N_NOOP("Summary", "%n new notification(s)"), count);
}

QHash<int, int> Summary::count_by_family() const {
  QHash<int, int> counts;
  for (const Item& item : items_) {
    ++counts[static_cast<int>(item.family)];
  }
  if (beyond_ > 0) {
    counts[static_cast<int>(Family::other)] += beyond_;
  }
  return counts;
}

QString Summary::title() const {
  const QHash<int, int> counts = count_by_family();
  const Family family =
      counts.size() == 1 ? static_cast<Family>(counts.cbegin().key()) : Family::other;
  const QString what = counted_new(family, count());
  return kind_ == Kind::burst
             ? what
             : words(QT_TRANSLATE_NOOP("Summary", "While you were away: %1")).arg(what);
}

QString Summary::urgent_line() const {
  QStringList titles;
  int urgent = 0;
  for (const qint64 row : rows()) {
    const Item& item = *items_.constFind(row);
    if (item.urgent && ++urgent <= kNamedUrgent) {
      titles.append(item.title);
    }
  }
  if (urgent > kNamedUrgent) {
    titles.append(words(QT_TRANSLATE_N_NOOP("Summary", "%n more"), urgent - kNamedUrgent));
  }
  return titles.isEmpty() ? QString()
                          : words(QT_TRANSLATE_NOOP("Summary", "Urgent: %1"))
                                .arg(titles.join(QStringLiteral("; ")));
}

QString Summary::body() const {
  QStringList lines;
  if (const QString urgent = urgent_line(); !urgent.isEmpty()) {
    lines.append(urgent);
  }
  const QHash<int, int> counts = count_by_family();
  if (counts.size() > 1) {
    QStringList parts;
    for (const Family family : {Family::order, Family::task, Family::message, Family::other}) {
      if (const int count = counts.value(static_cast<int>(family)); count > 0) {
        parts.append(counted(family, count));
      }
    }
    lines.append(parts.join(QStringLiteral(", ")));
  } else if (lines.isEmpty() && !newest_title_.isEmpty()) {
    lines.append(words(QT_TRANSLATE_NOOP("Summary", "Newest: %1")).arg(newest_title_));
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace tidings::desktop

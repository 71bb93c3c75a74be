#include "inbox/entry_popup.h"

#include <QCoreApplication>

namespace tidings::desktop {
namespace {

const QLatin1String kEntryPrefix("entry:");

Popup::Urgency urgency_of(int priority) {
  if (priority <= 2) {
    return Popup::Urgency::low;
  }
  return priority == 5 ? Popup::Urgency::critical : Popup::Urgency::normal;
}

/// The specification's names where there is one; else ours by the type's first word.
QString category_of(const QString& type) {
  QString first = type.section(QLatin1Char('.'), 0, 0).toLower();
  if (first == QLatin1String("message") || first == QLatin1String("chat")) {
    return QStringLiteral("im.received");
  }
  if (first == QLatin1String("email") || first == QLatin1String("mail")) {
    return QStringLiteral("email.arrived");
  }
  first.removeIf([](QChar letter) {
    return letter.unicode() >= 0x80 || !(letter.isLetterOrNumber() || letter == QLatin1Char('-'));
  });
  return QStringLiteral("x-tidings.") +
         (first.isEmpty() ? QStringLiteral("notification") : first.left(32));
}

}  // namespace

Popup popup_for(const HistoryEntry& entry, const QString& sound) {
  Popup popup;
  popup.key = popup_key(entry.row);
  popup.title = entry.title.trimmed();
  popup.body = entry.body;
  if (popup.title.isEmpty()) {
    popup.title =
        entry.type.isEmpty() ? QCoreApplication::translate("Popup", "Notification") : entry.type;
  }
  popup.urgency = urgency_of(entry.priority);
  popup.category = category_of(entry.type);
  popup.sound = sound;
  popup.has_open = !entry.url.isEmpty();
  return popup;
}

Popup popup_for(const Summary& summary, const QString& key) {
  Popup popup;
  popup.key = key;
  popup.title = summary.title();
  popup.body = summary.body();
  popup.category = QStringLiteral("x-tidings.summary");
  popup.is_summary = true;
  return popup;
}

Popup report_popup(const QString& key, const QString& title, const QString& body) {
  Popup popup;
  popup.key = QStringLiteral("report:") + key;
  popup.title = title;
  popup.body = body;
  popup.category = QStringLiteral("x-tidings.action-needed");
  popup.is_report = true;
  return popup;
}

QString popup_key(qint64 row) {
  return kEntryPrefix + QString::number(row);
}

std::optional<qint64> row_of_popup(const QString& key) {
  if (!key.startsWith(kEntryPrefix)) {
    return std::nullopt;
  }
  bool is_number = false;
  const qint64 row = QStringView(key).mid(kEntryPrefix.size()).toLongLong(&is_number);
  return is_number ? std::optional(row) : std::nullopt;
}

}  // namespace tidings::desktop

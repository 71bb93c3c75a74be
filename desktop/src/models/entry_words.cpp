#include "models/entry_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "models/relative_time.h"
#include "models/shown_text.h"

namespace tidings::desktop {
namespace {

class EntryWords {
  Q_DECLARE_TR_FUNCTIONS(tidings::desktop::EntryWords)
};

}  // namespace

QString priority_word(int priority) {
  switch (priority) {
    case 5:
      return EntryWords::tr("Urgent", "priority");
    case 4:
      return EntryWords::tr("High", "priority");
    case 1:
    case 2:
      return EntryWords::tr("Low", "priority");
    default:
      return {};
  }
}

QDateTime entry_moment(const HistoryEntry& entry) {
  return entry.created_at.isValid() && entry.created_at < entry.received_at ? entry.created_at
                                                                            : entry.received_at;
}

QString entry_sentence(const HistoryEntry& entry) {
  QStringList parts;
  if (!entry.read) {
    parts.append(EntryWords::tr("Unread"));
  }
  parts.append(priority_word(entry.priority));
  parts.append(shown_line(entry.title));
  parts.append(shown_line(entry.body));
  parts.append(shown_line(entry.type));
  parts.append(entry.account);
  parts.append(full_time(entry_moment(entry), QLocale()));
  parts.removeAll(QString());
  return parts.join(QStringLiteral(". "));
}

QString entry_as_text(const HistoryEntry& entry) {
  QStringList parts{entry.title, entry.body, entry.url};
  parts.removeAll(QString());
  return parts.join(u'\n');
}

}  // namespace tidings::desktop

#include "store/entry_columns.h"

#include <QTimeZone>
#include <algorithm>

#include "store/search_text.h"

namespace tidings::desktop {
namespace {

QDateTime moment(qint64 milliseconds) {
  return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

/// Never half of a surrogate pair.
void cut(QString& text, qsizetype limit) {
  if (text.size() > limit) {
    text.truncate(text.at(limit - 1).isHighSurrogate() ? limit - 1 : limit);
  }
}

}  // namespace

AccountNames account_names(SqliteDatabase& database) {
  AccountNames names;
  SqliteStatement select(database, "SELECT account, name FROM accounts WHERE name IS NOT NULL");
  while (select.step()) {
    names.insert(select.integer(0), select.text(1));
  }
  return names;
}

HistoryEntry storable(HistoryEntry entry) {
  for (QString* text : {&entry.id, &entry.type, &entry.group, &entry.title}) {
    cut(*text, kMaxStoredTitle);
  }
  cut(entry.body, kMaxStoredBody);
  if (entry.url.size() > kMaxStoredUrl) {
    entry.url.clear();
  }
  if (entry.data.size() > kMaxStoredData) {
    entry.data.clear();
  }
  entry.priority = std::clamp(entry.priority, 1, 5);
  entry.received_at =
      entry.received_at.isValid() ? entry.received_at.toUTC() : QDateTime::currentDateTimeUtc();
  entry.created_at = entry.created_at.isValid() ? entry.created_at.toUTC() : entry.received_at;
  return entry;
}

void bind_entry(SqliteStatement& statement, qint64 account, const HistoryEntry& entry) {
  statement.bind(account)
      .bind(entry.read ? 1 : 0)
      .bind(entry.priority)
      .bind(entry.received_at.toMSecsSinceEpoch())
      .bind(entry.created_at.toMSecsSinceEpoch());
  if (entry.id.isEmpty()) {
    statement.bind_null();
  } else {
    statement.bind(entry.id);
  }
  statement.bind(entry.type)
      .bind(entry.group)
      .bind(entry.title)
      .bind(entry.url)
      .bind(entry.body)
      .bind_blob(entry.data);
}

HistoryEntry entry_from(const SqliteStatement& statement, const AccountNames& names) {
  HistoryEntry entry;
  entry.row = statement.integer(0);
  entry.account = names.value(statement.integer(1));
  entry.read = statement.integer(2) != 0;
  entry.priority = static_cast<int>(statement.integer(3));
  entry.received_at = moment(statement.integer(4));
  entry.created_at = moment(statement.integer(5));
  entry.id = statement.text(6);
  entry.type = statement.text(7);
  entry.group = statement.text(8);
  entry.title = statement.text(9);
  entry.url = statement.text(10);
  entry.body = statement.text(11);
  entry.data = statement.blob(12);
  return entry;
}

QStringList searched_texts(const HistoryEntry& entry) {
  return {fold(entry.title), fold(entry.body), fold(entry.type), fold(entry.group)};
}

}  // namespace tidings::desktop

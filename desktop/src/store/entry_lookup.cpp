#include "store/entry_lookup.h"

#include "store/account_table.h"
#include "store/entry_columns.h"

namespace tidings::desktop {
namespace {

constexpr int kMaxTypes = 500;

}  // namespace

QList<HistoryEntry> entries_at(SqliteDatabase& database, const QList<qint64>& rows) {
  const AccountNames names = account_names(database);
  SqliteStatement select(
      database, QByteArray("SELECT row, ") + kEntryColumns + " FROM entries WHERE row = ?");
  QList<HistoryEntry> found;
  for (const qint64 row : rows) {
    if (select.bind(row).step()) {
      found.append(entry_from(select, names));
    }
    select.reset();
  }
  return found;
}

std::optional<HistoryEntry> find_entry(SqliteDatabase& database, const QString& account,
                                       const QString& id) {
  SqliteStatement select(database, QByteArray("SELECT row, ") + kEntryColumns +
                                       " FROM entries WHERE account = ? AND id = ?");
  if (!select.bind(account_number(database, account)).bind(id).step()) {
    return std::nullopt;
  }
  return entry_from(select, account_names(database));
}

QList<HistoryEntry> unread_entries_before(SqliteDatabase& database, qint64 row, int limit) {
  const AccountNames names = account_names(database);
  SqliteStatement select(database,
                         QByteArray("SELECT row, ") + kEntryColumns +
                             " FROM entries INDEXED BY entries_unread WHERE read = 0 AND row < ? "
                             "ORDER BY row DESC LIMIT ?");
  select.bind(row).bind(limit);
  QList<HistoryEntry> found;
  while (select.step()) {
    found.append(entry_from(select, names));
  }
  return found;
}

QStringList unread_entry_ids(SqliteDatabase& database, const QString& account, int limit) {
  SqliteStatement select(database,
                         "SELECT id FROM entries INDEXED BY entries_unread_account WHERE read = 0 "
                         "AND account = ? AND id IS NOT NULL ORDER BY row DESC LIMIT ?");
  select.bind(account_number(database, account)).bind(limit);
  QStringList ids;
  while (select.step()) {
    ids.append(select.text(0));
  }
  return ids;
}

QString newest_entry_id(SqliteDatabase& database, const QString& account) {
  SqliteStatement select(database,
                         "SELECT id FROM entries INDEXED BY entries_account WHERE account = ? "
                         "AND id IS NOT NULL ORDER BY row DESC LIMIT 1");
  return select.bind(account_number(database, account)).step() ? select.text(0) : QString();
}

QStringList entry_types(SqliteDatabase& database) {
  SqliteStatement next(database,
                       "SELECT type FROM entries INDEXED BY entries_type WHERE type > ? "
                       "ORDER BY type LIMIT 1");
  QStringList types;
  QString last;
  while (types.size() < kMaxTypes && next.bind(last).step()) {
    last = next.text(0);
    types.append(last);
    next.reset();
  }
  return types;
}

}  // namespace tidings::desktop

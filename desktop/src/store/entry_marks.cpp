#include "store/entry_marks.h"

#include <limits>

#include "store/account_table.h"

namespace tidings::desktop {
namespace {

QList<qint64> returned_rows(SqliteStatement& statement) {
  QList<qint64> rows;
  while (statement.step()) {
    rows.append(statement.integer(0));
  }
  return rows;
}

/// Behind everything when `id` is empty, before everything when it was never there.
qint64 row_of(SqliteDatabase& database, qint64 account, const QString& id) {
  if (id.isEmpty()) {
    return std::numeric_limits<qint64>::max();
  }
  SqliteStatement select(database,
                         "SELECT row FROM entries WHERE account = ? AND id = ? UNION ALL "
                         "SELECT row FROM known WHERE account = ? AND id = ?");
  return select.bind(account).bind(id).bind(account).bind(id).step() ? select.integer(0) : 0;
}

}  // namespace

QList<qint64> mark_rows(SqliteDatabase& database, const QList<qint64>& rows, bool read) {
  SqliteStatement update(database,
                         "UPDATE entries SET read = ? WHERE row = ? AND read <> ? RETURNING row");
  QList<qint64> changed;
  for (const qint64 row : rows) {
    changed += returned_rows(update.bind(read ? 1 : 0).bind(row).bind(read ? 1 : 0));
  }
  return changed;
}

QList<qint64> mark_ids(SqliteDatabase& database, const QString& account, const QStringList& ids,
                       bool read) {
  const qint64 number = account_number(database, account);
  SqliteStatement update(
      database,
      "UPDATE entries SET read = ? WHERE account = ? AND id = ? AND read <> ? RETURNING row");
  QList<qint64> changed;
  for (const QString& id : ids) {
    changed += returned_rows(update.bind(read ? 1 : 0).bind(number).bind(id).bind(read ? 1 : 0));
  }
  return changed;
}

QList<qint64> mark_up_to(SqliteDatabase& database, const QString& account, const QString& id,
                         int limit) {
  const bool is_all = account.isEmpty();
  const qint64 number = is_all ? 0 : account_number(database, account);
  const QByteArray which =
      is_all ? "FROM entries INDEXED BY entries_unread WHERE read = 0"
             : "FROM entries INDEXED BY entries_unread_account WHERE read = 0 AND account = ?";
  SqliteStatement update(database, "UPDATE entries SET read = 1 WHERE row IN (SELECT row " + which +
                                       " AND row <= ? ORDER BY row LIMIT ?) RETURNING row");
  if (!is_all) {
    update.bind(number);
  }
  update.bind(row_of(database, number, id)).bind(limit > 0 ? limit : -1);
  return returned_rows(update);
}

void mute_rows(SqliteDatabase& database, const QList<qint64>& rows, bool muted) {
  SqliteStatement update(database, "UPDATE entries SET muted = ? WHERE row = ? AND muted <> ?");
  for (const qint64 row : rows) {
    update.bind(muted ? 1 : 0).bind(row).bind(muted ? 1 : 0).run();
  }
}

}  // namespace tidings::desktop

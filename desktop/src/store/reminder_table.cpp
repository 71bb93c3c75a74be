#include "store/reminder_table.h"

namespace tidings::desktop {

void put_reminder(SqliteDatabase& database, qint64 row, const QDateTime& due) {
  SqliteStatement(database,
                  "INSERT OR REPLACE INTO reminders(due_at, row) "
                  "SELECT ?, row FROM entries WHERE row = ? AND read = 0")
      .bind(due.toMSecsSinceEpoch())
      .bind(row)
      .run();
}

void drop_reminders(SqliteDatabase& database, const QList<qint64>& rows) {
  SqliteStatement remove(database, "DELETE FROM reminders WHERE row = ?");
  for (const qint64 row : rows) {
    remove.bind(row).run();
  }
}

QHash<qint64, QDateTime> first_reminders(SqliteDatabase& database, int limit) {
  QHash<qint64, QDateTime> reminders;
  // An account without a name is forgotten, though its entries may still be there.
  SqliteStatement select(database,
                         "SELECT reminders.row, due_at FROM reminders JOIN entries USING (row) "
                         "JOIN accounts USING (account) WHERE name IS NOT NULL "
                         "ORDER BY due_at LIMIT ?");
  select.bind(limit);
  while (select.step()) {
    reminders.insert(select.integer(0), QDateTime::fromMSecsSinceEpoch(select.integer(1), Qt::UTC));
  }
  return reminders;
}

}  // namespace tidings::desktop

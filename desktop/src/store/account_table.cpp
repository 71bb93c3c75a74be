#include "store/account_table.h"

namespace tidings::desktop {

qint64 account_number(SqliteDatabase& database, const QString& name) {
  SqliteStatement select(database, "SELECT account FROM accounts WHERE name = ?");
  return select.bind(name).step() ? select.integer(0) : 0;
}

qint64 make_account(SqliteDatabase& database, const QString& name) {
  SqliteStatement(database, "INSERT INTO accounts(name) VALUES(?) ON CONFLICT DO NOTHING")
      .bind(name)
      .run();
  return account_number(database, name);
}

void set_position(SqliteDatabase& database, qint64 account, const QByteArray& position) {
  if (!position.isEmpty()) {
    SqliteStatement(database, "UPDATE accounts SET position = ? WHERE account = ?")
        .bind_blob(position)
        .bind(account)
        .run();
  }
}

QByteArray position_of(SqliteDatabase& database, const QString& name) {
  SqliteStatement select(database, "SELECT position FROM accounts WHERE name = ?");
  return select.bind(name).step() ? select.blob(0) : QByteArray();
}

QHash<QString, int> unread_by_account(SqliteDatabase& database) {
  QHash<QString, int> counts;
  SqliteStatement select(database, "SELECT name, unread FROM accounts WHERE name IS NOT NULL");
  while (select.step()) {
    counts.insert(select.text(0), static_cast<int>(select.integer(1)));
  }
  return counts;
}

}  // namespace tidings::desktop

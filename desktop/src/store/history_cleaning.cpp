#include "store/history_cleaning.h"

#include <algorithm>

#include "store/entry_writer.h"

namespace tidings::desktop {
namespace {

/// So many entries take some milliseconds: most of it goes into the search index.
constexpr qint64 kPiece = 50;
constexpr qint64 kPlainPiece = 1000;
constexpr qint64 kFreePages = 500;

QList<qint64> rows_of(SqliteStatement& select) {
  QList<qint64> rows;
  while (select.step()) {
    rows.append(select.integer(0));
  }
  return rows;
}

QList<qint64> erase(SqliteDatabase& database, const QList<qint64>& rows, qint64 now,
                    bool remember) {
  QList<qint64> erased;
  if (!rows.isEmpty()) {
    EntryWriter writer(database);
    for (const qint64 row : rows) {
      if (writer.erase(row, now, remember)) {
        erased.append(row);
      }
    }
  }
  return erased;
}

/// True when it found something to do.
bool clean_forgotten_account(SqliteDatabase& database) {
  SqliteStatement select(database, "SELECT account FROM accounts WHERE name IS NULL LIMIT 1");
  if (!select.step()) {
    return false;
  }
  const qint64 account = select.integer(0);
  select.reset();
  SqliteStatement entries(
      database, "SELECT row FROM entries INDEXED BY entries_account WHERE account = ? LIMIT ?");
  entries.bind(account).bind(kPiece);
  if (!erase(database, rows_of(entries), 0, false).isEmpty()) {
    return true;
  }
  for (const char* table : {"trash", "known"}) {
    const QByteArray name(table);
    SqliteStatement remove(database, "DELETE FROM " + name + " WHERE row IN (SELECT row FROM " +
                                         name + " WHERE account = ? LIMIT ?)");
    remove.bind(account).bind(kPlainPiece).run();
    if (database.changes() > 0) {
      return true;
    }
  }
  SqliteStatement(database, "DELETE FROM accounts WHERE account = ?").bind(account).run();
  return true;
}

QList<qint64> retire_entries(SqliteDatabase& database, const CleaningLimits& limits) {
  SqliteStatement old(database,
                      "SELECT row FROM entries INDEXED BY entries_received WHERE received_at < ? "
                      "ORDER BY received_at LIMIT ?");
  old.bind(limits.keep_from).bind(kPiece);
  QList<qint64> rows = rows_of(old);
  if (rows.isEmpty() && limits.keep_number > 0) {
    const qint64 total = database.number("SELECT sum(total) FROM accounts");
    SqliteStatement first(database, "SELECT row FROM entries ORDER BY row LIMIT ?");
    first.bind(std::clamp<qint64>(total - limits.keep_number, 0, kPiece));
    rows = rows_of(first);
  }
  return erase(database, rows, limits.now, true);
}

bool empty_old_trash(SqliteDatabase& database, const CleaningLimits& limits) {
  SqliteStatement remove(database,
                         "DELETE FROM trash WHERE row IN "
                         "(SELECT row FROM trash WHERE gone_at < ? LIMIT ?)");
  remove.bind(limits.run_began).bind(kPlainPiece).run();
  return database.changes() > 0;
}

bool forget_known(SqliteDatabase& database, const CleaningLimits& limits) {
  SqliteStatement remove(database,
                         "DELETE FROM known WHERE row IN (SELECT row FROM known ORDER BY row LIMIT "
                         "min(?, max(0, (SELECT count(*) FROM known) - ?)))");
  remove.bind(kPlainPiece).bind(limits.max_known).run();
  return database.changes() > 0;
}

bool give_pages_back(SqliteDatabase& database) {
  if (database.number("PRAGMA freelist_count") <= kFreePages) {
    return false;
  }
  const QByteArray sql = "PRAGMA incremental_vacuum(" + QByteArray::number(kFreePages / 5) + ")";
  SqliteStatement(database, sql).run();
  return database.number("PRAGMA freelist_count") > kFreePages;
}

}  // namespace

CleanedPiece clean(SqliteDatabase& database, const CleaningLimits& limits) {
  CleanedPiece piece;
  piece.more = clean_forgotten_account(database);
  if (!piece.more) {
    piece.rows = retire_entries(database, limits);
    piece.more = !piece.rows.isEmpty() || empty_old_trash(database, limits) ||
                 forget_known(database, limits) || give_pages_back(database);
  }
  return piece;
}

}  // namespace tidings::desktop

#include "store/entry_writer.h"

#include "store/entry_columns.h"
#include "store/search_text.h"

namespace tidings::desktop {
namespace {

/// `row`, `muted` and the rest: all columns of both tables.
QByteArray all_columns() {
  return QByteArray("row, muted, ") + kEntryColumns;
}

}  // namespace

EntryWriter::EntryWriter(SqliteDatabase& database)
    : database_(database),
      known_(database, "SELECT 1 FROM known WHERE account = ? AND id = ?"),
      insert_(database, QByteArray("INSERT INTO entries(muted, ") + kEntryColumns +
                            ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                            "ON CONFLICT DO NOTHING"),
      index_(database, "INSERT INTO search(rowid, pieces) VALUES(?, ?)"),
      unindex_(database, "INSERT INTO search(search, rowid, pieces) VALUES('delete', ?, ?)"),
      select_(database, QByteArray("SELECT row, ") + kEntryColumns + " FROM entries WHERE row = ?"),
      remember_(database,
                "INSERT INTO known(gone_at, row, account, id) "
                "SELECT ?, row, account, id FROM entries WHERE row = ? AND id IS NOT NULL "
                "ON CONFLICT DO NOTHING"),
      forget_(database, "DELETE FROM known WHERE row = ?"),
      to_trash_(database, "INSERT OR REPLACE INTO trash(gone_at, " + all_columns() +
                              ") SELECT ?, " + all_columns() + " FROM entries WHERE row = ?"),
      from_trash_(database, "INSERT INTO entries(" + all_columns() + ") SELECT " + all_columns() +
                                " FROM trash WHERE row = ? ON CONFLICT DO NOTHING"),
      delete_(database, "DELETE FROM entries WHERE row = ?"),
      delete_trash_(database, "DELETE FROM trash WHERE row = ?") {}

std::optional<qint64> EntryWriter::add(qint64 account, const HistoryEntry& entry, bool muted) {
  if (is_known(account, entry.id)) {
    return std::nullopt;
  }
  insert_.bind(muted ? 1 : 0);
  bind_entry(insert_, account, entry);
  insert_.run();
  if (database_.failure() != SqliteFailure::none || database_.changes() == 0) {
    return std::nullopt;
  }
  const qint64 row = database_.last_row();
  index(row, entry);
  return row;
}

bool EntryWriter::discard(qint64 row, qint64 now) {
  const std::optional<HistoryEntry> entry = read(row);
  if (!entry) {
    return false;
  }
  to_trash_.bind(now).bind(row).run();
  remember(row, now);
  unindex(row, *entry);
  return change(delete_, row);
}

bool EntryWriter::bring_back(qint64 row) {
  if (!change(from_trash_, row)) {
    return false;
  }
  forget_.bind(row).run();
  delete_trash_.bind(row).run();
  if (const std::optional<HistoryEntry> entry = read(row)) {
    index(row, *entry);
  }
  return true;
}

bool EntryWriter::erase(qint64 row, qint64 now, bool is_remembered) {
  const std::optional<HistoryEntry> entry = read(row);
  if (!entry) {
    return false;
  }
  if (is_remembered) {
    remember(row, now);
  }
  unindex(row, *entry);
  return change(delete_, row);
}

bool EntryWriter::is_known(qint64 account, const QString& id) {
  if (id.isEmpty()) {
    return false;
  }
  const bool found = known_.bind(account).bind(id).step();
  known_.reset();
  return found;
}

std::optional<HistoryEntry> EntryWriter::read(qint64 row) {
  std::optional<HistoryEntry> entry;
  if (select_.bind(row).step()) {
    entry = entry_from(select_, {});
  }
  select_.reset();
  return entry;
}

void EntryWriter::remember(qint64 row, qint64 now) {
  remember_.bind(now).bind(row).run();
}

void EntryWriter::index(qint64 row, const HistoryEntry& entry) {
  index_.bind(row).bind(index_pieces(searched_texts(entry))).run();
}

void EntryWriter::unindex(qint64 row, const HistoryEntry& entry) {
  unindex_.bind(row).bind(index_pieces(searched_texts(entry))).run();
}

bool EntryWriter::change(SqliteStatement& statement, qint64 row) {
  statement.bind(row).run();
  return database_.failure() == SqliteFailure::none && database_.changes() > 0;
}

}  // namespace tidings::desktop

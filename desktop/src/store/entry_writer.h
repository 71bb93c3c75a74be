#pragma once

#include <QList>
#include <optional>

#include "domain/history_entry.h"
#include "store/sqlite_database.h"

namespace tidings::desktop {

/// The steps that change entries together with the search index, the trash and the known ids.
/// REQUIRES: a transaction is open. Failures stick to the database.
class EntryWriter {
 public:
  explicit EntryWriter(SqliteDatabase& database);

  /// Stores an entry that is neither there nor known to be gone; its row, or nothing.
  std::optional<qint64> add(qint64 account, const HistoryEntry& entry, bool muted);
  /// Moves an entry to the trash. False when there is none of that row.
  bool discard(qint64 row, qint64 now);
  /// Moves it back.
  bool bring_back(qint64 row);
  /// Deletes an entry for good; its id stays known when `remember`.
  bool erase(qint64 row, qint64 now, bool remember);

 private:
  bool is_known(qint64 account, const QString& id);
  std::optional<HistoryEntry> read(qint64 row);
  void remember(qint64 row, qint64 now);
  void index(qint64 row, const HistoryEntry& entry);
  void unindex(qint64 row, const HistoryEntry& entry);
  bool change(SqliteStatement& statement, qint64 row);

  SqliteDatabase& database_;
  SqliteStatement known_;
  SqliteStatement insert_;
  SqliteStatement index_;
  SqliteStatement unindex_;
  SqliteStatement select_;
  SqliteStatement remember_;
  SqliteStatement forget_;
  SqliteStatement to_trash_;
  SqliteStatement from_trash_;
  SqliteStatement delete_;
  SqliteStatement delete_trash_;
};

}  // namespace tidings::desktop

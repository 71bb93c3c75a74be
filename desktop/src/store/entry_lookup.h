#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

#include "domain/history_entry.h"
#include "store/sqlite_database.h"

/// Single entries, and the few that are looked for by something else than a list's filter. A
/// failure reads as nothing found; the connection has it.
namespace tidings::desktop {

/// In the order of `rows`, without those that are gone.
[[nodiscard]] QList<HistoryEntry> entries_at(SqliteDatabase& database, const QList<qint64>& rows);
[[nodiscard]] std::optional<HistoryEntry> find_entry(SqliteDatabase& database,
                                                     const QString& account, const QString& id);
/// The newest unread entries below a row.
[[nodiscard]] QList<HistoryEntry> unread_entries_before(SqliteDatabase& database, qint64 row,
                                                        int limit);
/// Newest first; entries without an id are left out.
[[nodiscard]] QStringList unread_entry_ids(SqliteDatabase& database, const QString& account,
                                           int limit);
[[nodiscard]] QString newest_entry_id(SqliteDatabase& database, const QString& account);
/// A bounded number of those there are, sorted.
[[nodiscard]] QStringList entry_types(SqliteDatabase& database);

}  // namespace tidings::desktop

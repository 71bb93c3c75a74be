#pragma once

#include <QHash>
#include <QString>

#include "domain/history_entry.h"
#include "store/sqlite_database.h"

namespace tidings::desktop {

/// An entry's columns in the order in which they are read and written; `row` comes before them.
inline constexpr const char* kEntryColumns =
    "account, read, priority, received_at, created_at, id, type, topic, title, url, body, data";

/// The accounts' names by their numbers; forgotten ones are not among them.
using AccountNames = QHash<qint64, QString>;
[[nodiscard]] AccountNames account_names(SqliteDatabase& database);

/// What longer text is cut to, so that no stream fills the disk with one notification.
inline constexpr qsizetype kMaxStoredTitle = 1024;  ///< also id, type and group
inline constexpr qsizetype kMaxStoredUrl = 8192;
inline constexpr qsizetype kMaxStoredBody = 65'536;
inline constexpr qsizetype kMaxStoredData = 1024 * 1024;

/// The entry as it can be stored: cut, in UTC, its priority in range. What cannot be cut (a URL,
/// JSON) goes when it is too long.
[[nodiscard]] HistoryEntry storable(HistoryEntry entry);

/// Binds the columns of `kEntryColumns` for a storable entry.
void bind_entry(SqliteStatement& statement, qint64 account, const HistoryEntry& entry);
/// Reads `row` and the columns of `kEntryColumns` from the statement's row.
[[nodiscard]] HistoryEntry entry_from(const SqliteStatement& statement, const AccountNames& names);

/// The texts of an entry that are searched, folded.
[[nodiscard]] QStringList searched_texts(const HistoryEntry& entry);

}  // namespace tidings::desktop

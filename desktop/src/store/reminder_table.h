#pragma once

#include <QDateTime>
#include <QHash>
#include <QList>

#include "store/sqlite_database.h"

namespace tidings::desktop {

/// When entries are to be shown again ("Later"). An entry that is read or goes takes its reminder
/// with it: triggers see to that.
void put_reminder(SqliteDatabase& database, qint64 row, const QDateTime& due);
void drop_reminders(SqliteDatabase& database, const QList<qint64>& rows);
/// Row → when, the earliest `limit`.
[[nodiscard]] QHash<qint64, QDateTime> first_reminders(SqliteDatabase& database, int limit);

}  // namespace tidings::desktop

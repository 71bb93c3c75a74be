#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include "store/sqlite_database.h"

namespace tidings::desktop {

/// The number of the account of that name; 0 when there is none.
[[nodiscard]] qint64 account_number(SqliteDatabase& database, const QString& name);
/// The same, after making it where there is none.
qint64 make_account(SqliteDatabase& database, const QString& name);

/// An empty position changes nothing.
void set_position(SqliteDatabase& database, qint64 account, const QByteArray& position);
[[nodiscard]] QByteArray position_of(SqliteDatabase& database, const QString& name);

/// Unread entries that count for the badge, by the accounts' names.
[[nodiscard]] QHash<QString, int> unread_by_account(SqliteDatabase& database);

}  // namespace tidings::desktop

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include "store/sqlite_database.h"

/// What is changed of an entry that stays: whether it is read, and whether it counts for the badge.
/// The first three return the rows that really changed.
namespace tidings::desktop {

QList<qint64> mark_rows(SqliteDatabase& database, const QList<qint64>& rows, bool read);
QList<qint64> mark_ids(SqliteDatabase& database, const QString& account, const QStringList& ids,
                       bool read);
/// Read, in the order of arrival, everything up to and with the notification `id` (also one that is
/// gone by now; empty: everything). An empty account: all accounts. `limit` 0: without one.
QList<qint64> mark_up_to(SqliteDatabase& database, const QString& account, const QString& id,
                         int limit);
void mute_rows(SqliteDatabase& database, const QList<qint64>& rows, bool muted);

}  // namespace tidings::desktop

#pragma once

#include "store/sqlite_database.h"

namespace tidings::desktop {

/// What is in the file, and how an older file becomes a new one.
inline constexpr int kHistoryVersion = 2;

/// The version that made the file; 0: nothing is in it yet.
[[nodiscard]] int history_version(SqliteDatabase& database);

/// Makes the tables, or brings those of an older version up to this one, in one transaction.
/// REQUIRES: `history_version` is not above `kHistoryVersion`.
Result<void> prepare_history(SqliteDatabase& database);

}  // namespace tidings::desktop

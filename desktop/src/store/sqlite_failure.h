#pragma once

#include <QString>

/// What SQLite's result codes mean to us, and to the user. Pure.
namespace tidings::desktop {

/// Why a call failed, as far as it makes a difference to us.
enum class SqliteFailure {
  none,
  busy,
  disk_full,
  read_only,
  damaged,
  foreign,  ///< no database, or not with the tables that were expected
  cannot_open,
  no_driver,  ///< Qt's plugin for SQLite is not installed
  other,
};

/// Beside SQLite's (extended) codes, none of which is negative.
inline constexpr int kNoSqliteDriver = -1;

[[nodiscard]] SqliteFailure failure_of(int code);
/// Part of a sentence, translated, such as "the disk is full".
[[nodiscard]] QString reason_of(int code);

}  // namespace tidings::desktop

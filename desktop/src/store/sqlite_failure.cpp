#include "store/sqlite_failure.h"

#include <QCoreApplication>

#include <sqlite3.h>

namespace tidings::desktop {

SqliteFailure failure_of(int code) {
  if (code == kNoSqliteDriver) {
    return SqliteFailure::no_driver;
  }
  if (code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_CORRUPTFS) {
    return SqliteFailure::damaged;
  }
  // What is beside the file for sharing it cannot grow.
  if (code == SQLITE_IOERR_SHMSIZE) {
    return SqliteFailure::disk_full;
  }
  switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return SqliteFailure::none;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return SqliteFailure::busy;
    case SQLITE_FULL:
      return SqliteFailure::disk_full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return SqliteFailure::read_only;
    case SQLITE_CORRUPT:
      return SqliteFailure::damaged;
    case SQLITE_NOTADB:
    case SQLITE_ERROR:
      return SqliteFailure::foreign;
    case SQLITE_CANTOPEN:
      return SqliteFailure::cannot_open;
    default:
      return SqliteFailure::other;
  }
}

QString reason_of(int code) {
  const auto words = [](const char* text) {
    return QCoreApplication::translate("HistoryStore", text);
  };
  switch (failure_of(code)) {
    case SqliteFailure::busy:
      return words(QT_TRANSLATE_NOOP("HistoryStore", "another program has locked the file"));
    case SqliteFailure::disk_full:
      return words(QT_TRANSLATE_NOOP("HistoryStore", "the disk is full"));
    case SqliteFailure::read_only:
      return words(QT_TRANSLATE_NOOP("HistoryStore", "the file or its folder is read-only"));
    case SqliteFailure::damaged:
    case SqliteFailure::foreign:
      return words(QT_TRANSLATE_NOOP("HistoryStore", "the file is damaged"));
    case SqliteFailure::cannot_open:
      return words(QT_TRANSLATE_NOOP("HistoryStore", "the file cannot be opened"));
    case SqliteFailure::no_driver:
      return words(QT_TRANSLATE_NOOP(
          "HistoryStore", "Qt's driver for SQLite is not installed (package libqt6sql6-sqlite)"));
    case SqliteFailure::none:
    case SqliteFailure::other:
      break;
  }
  return words(QT_TRANSLATE_NOOP("HistoryStore", "the file cannot be read or written")) +
         QStringLiteral(" (SQLite: %1)").arg(QString::fromUtf8(sqlite3_errstr(code)));
}

}  // namespace tidings::desktop

#pragma once

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <functional>
#include <initializer_list>

#include "tidings/result.h"

#include "store/sqlite_failure.h"
#include "store/sqlite_hooks.h"

class QSqlError;

/// SQLite by QtSql, as this piece needs it: failures are kinds (a full disk is no damaged file) and
/// stick, values are bound and read without a QVariant in sight, rows are read one by one and not
/// kept. What QtSql cannot do is in sqlite_hooks.h; CONTRIBUTING says why it is QtSql.
namespace tidings::desktop {

/// One connection. The first failure sticks: until `clear_failure` every further statement does
/// nothing, so that a transaction's steps are written one after the other and looked at once.
/// Lives and dies in one thread, and after its statements.
class SqliteDatabase {
 public:
  enum class Mode { create, write, read_only };

  /// An SQLite file name or URI. The result exists even when opening failed: ask `failure`.
  SqliteDatabase(const QString& file, Mode mode);
  ~SqliteDatabase();
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  /// One statement each, of no interest what they return; false when one has failed.
  bool execute(const QByteArray& sql);
  bool execute(std::initializer_list<const char*> statements);
  /// The first column of the first row; 0 when there is none.
  qint64 number(const char* sql);

  [[nodiscard]] SqliteFailure failure() const;
  /// REQUIRES: a failure. A translated reason: part of a sentence, such as "the disk is full".
  [[nodiscard]] Error error() const;
  void clear_failure() { code_ = 0; }

  /// How long a statement waits for another program's lock.
  void set_busy_timeout(int milliseconds);
  /// Asked every now and then while a statement runs; true ends it with a failure.
  void set_cancelled(std::function<bool()> is_cancelled);
  /// Called after each commit to a write-ahead log with the pages in it; nothing is written back to
  /// the file by itself then, until the connection ends.
  void set_on_commit(std::function<void(int pages)> on_commit);
  /// Writes back what no reader needs in the log any more. Waits for the disk.
  void checkpoint();
  /// Rows that the last statement changed itself, without what triggers did.
  [[nodiscard]] qint64 changes() const { return changes_; }
  [[nodiscard]] qint64 last_row() const { return last_row_; }

 private:
  friend class SqliteStatement;
  friend class SqliteTransaction;
  void note(const QSqlError& error);
  void note_effect(const QSqlQuery& query);

  QString name_;
  SqliteHooks hooks_;
  QSqlDatabase connection_;
  int code_ = 0;
  qint64 changes_ = 0;
  qint64 last_row_ = 0;
};

/// A prepared statement. Values are bound from left to right, and all anew after each run.
class SqliteStatement {
 public:
  SqliteStatement(SqliteDatabase& database, const QByteArray& sql);

  SqliteStatement& bind(qint64 value);
  SqliteStatement& bind(const QString& text);
  SqliteStatement& bind_blob(const QByteArray& bytes);
  SqliteStatement& bind_null();

  /// True while there is a row to look at. After the last row, or a failure, the statement is ready
  /// to be bound again.
  bool step();
  /// For statements whose rows do not matter.
  void run();
  /// Ends before the last row was read.
  void reset();

  [[nodiscard]] qint64 integer(int column) const;
  [[nodiscard]] QString text(int column) const;
  [[nodiscard]] QByteArray blob(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  SqliteDatabase& database_;
  QSqlQuery query_;
  bool is_prepared_ = false;
  bool is_running_ = false;
  int bound_ = 0;
};

/// BEGIN IMMEDIATE … COMMIT; rolled back when it goes uncommitted.
class SqliteTransaction {
 public:
  explicit SqliteTransaction(SqliteDatabase& database);
  ~SqliteTransaction();
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;

  /// The database's first failure since the beginning, or success.
  Result<void> commit();

 private:
  SqliteDatabase& database_;
  bool open_ = false;
};

}  // namespace tidings::desktop

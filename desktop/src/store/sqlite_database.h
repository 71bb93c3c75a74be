#pragma once

#include <QByteArray>
#include <QString>
#include <functional>
#include <memory>

#include "tidings/result.h"

struct sqlite3;
struct sqlite3_stmt;

/// SQLite as this piece needs it; sqlite3.h is included in one file. Not QtSql: its driver hides
/// the extended error codes, by which a full disk is told from a damaged file, and holds every row
/// of a result until it is read.
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
  other,
};

/// One connection. The first failure sticks: until `clear_failure` every further statement does
/// nothing, so that a transaction's steps are written one after the other and looked at once.
/// One thread at a time.
class SqliteDatabase {
 public:
  enum class Mode { create, write, read_only };

  /// An SQLite file name or URI. The result exists even when opening failed: ask `failure`.
  SqliteDatabase(const QString& file, Mode mode);
  ~SqliteDatabase();
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  /// Statements without results; false when one has failed.
  bool execute(const char* sql);
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
  [[nodiscard]] qint64 changes() const;
  [[nodiscard]] qint64 last_row() const;

 private:
  friend class SqliteStatement;
  friend class SqliteTransaction;
  struct Closer {
    void operator()(sqlite3* handle) const;
  };
  void note(int code);
  static int on_progress(void* self);
  static int on_commit(void* self, sqlite3* handle, const char* name, int pages);

  std::unique_ptr<sqlite3, Closer> handle_;
  std::function<bool()> is_cancelled_;
  std::function<void(int)> on_commit_;
  int code_ = 0;
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
  struct Finalizer {
    void operator()(sqlite3_stmt* handle) const;
  };
  SqliteDatabase& database_;
  std::unique_ptr<sqlite3_stmt, Finalizer> handle_;
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

#include "store/sqlite_database.h"

#include <QCoreApplication>
#include <utility>

#include <sqlite3.h>

namespace tidings::desktop {
namespace {

constexpr int kStepsBetweenQuestions = 2000;

int open_flags(SqliteDatabase::Mode mode) {
  constexpr int kAlways = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (mode) {
    case SqliteDatabase::Mode::create:
      return kAlways | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case SqliteDatabase::Mode::write:
      return kAlways | SQLITE_OPEN_READWRITE;
    case SqliteDatabase::Mode::read_only:
      break;
  }
  return kAlways | SQLITE_OPEN_READONLY;
}

SqliteFailure failure_of(int code) {
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

QString reason(int code) {
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
    case SqliteFailure::none:
    case SqliteFailure::other:
      break;
  }
  return words(QT_TRANSLATE_NOOP("HistoryStore", "the file cannot be read or written")) +
         QStringLiteral(" (SQLite: %1)").arg(QString::fromUtf8(sqlite3_errstr(code)));
}

}  // namespace

void SqliteDatabase::Closer::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

SqliteDatabase::SqliteDatabase(const QString& file, Mode mode) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.toUtf8().constData(), &handle, open_flags(mode), nullptr);
  handle_.reset(handle);
  note(code);
}

SqliteDatabase::~SqliteDatabase() = default;

void SqliteDatabase::note(int code) {
  if (code_ == 0 && failure_of(code) != SqliteFailure::none) {
    code_ = code;
  }
}

bool SqliteDatabase::execute(const char* sql) {
  if (code_ == 0) {
    note(sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr));
  }
  return code_ == 0;
}

qint64 SqliteDatabase::number(const char* sql) {
  SqliteStatement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

SqliteFailure SqliteDatabase::failure() const {
  return failure_of(code_);
}

Error SqliteDatabase::error() const {
  return Error{reason(code_).toStdString(), failure_of(code_) != SqliteFailure::damaged};
}

void SqliteDatabase::set_busy_timeout(int milliseconds) {
  sqlite3_busy_timeout(handle_.get(), milliseconds);
}

int SqliteDatabase::on_progress(void* self) {
  return static_cast<SqliteDatabase*>(self)->is_cancelled_() ? 1 : 0;
}

void SqliteDatabase::set_cancelled(std::function<bool()> is_cancelled) {
  is_cancelled_ = std::move(is_cancelled);
  sqlite3_progress_handler(handle_.get(), is_cancelled_ ? kStepsBetweenQuestions : 0,
                           is_cancelled_ ? &SqliteDatabase::on_progress : nullptr, this);
}

int SqliteDatabase::on_commit(void* self, sqlite3*, const char*, int pages) {
  static_cast<SqliteDatabase*>(self)->on_commit_(pages);
  return SQLITE_OK;
}

void SqliteDatabase::set_on_commit(std::function<void(int pages)> on_commit) {
  on_commit_ = std::move(on_commit);
  sqlite3_wal_hook(handle_.get(), &SqliteDatabase::on_commit, this);
}

void SqliteDatabase::checkpoint() {
  // A new connection does not know yet that there is a log.
  number("SELECT count(*) FROM sqlite_schema");
  sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

qint64 SqliteDatabase::changes() const {
  return sqlite3_changes64(handle_.get());
}

qint64 SqliteDatabase::last_row() const {
  return sqlite3_last_insert_rowid(handle_.get());
}

void SqliteStatement::Finalizer::operator()(sqlite3_stmt* handle) const {
  sqlite3_finalize(handle);
}

SqliteStatement::SqliteStatement(SqliteDatabase& database, const QByteArray& sql)
    : database_(database) {
  if (database_.code_ == 0) {
    sqlite3_stmt* handle = nullptr;
    database_.note(sqlite3_prepare_v2(database_.handle_.get(), sql.constData(),
                                      static_cast<int>(sql.size()) + 1, &handle, nullptr));
    handle_.reset(handle);
  }
}

SqliteStatement& SqliteStatement::bind(qint64 value) {
  sqlite3_bind_int64(handle_.get(), ++bound_, value);
  return *this;
}

SqliteStatement& SqliteStatement::bind(const QString& text) {
  const QByteArray utf8 = text.toUtf8();
  sqlite3_bind_text64(handle_.get(), ++bound_, utf8.isNull() ? "" : utf8.constData(),
                      static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

SqliteStatement& SqliteStatement::bind_blob(const QByteArray& bytes) {
  sqlite3_bind_blob64(handle_.get(), ++bound_, bytes.isNull() ? "" : bytes.constData(),
                      static_cast<sqlite3_uint64>(bytes.size()), SQLITE_TRANSIENT);
  return *this;
}

SqliteStatement& SqliteStatement::bind_null() {
  sqlite3_bind_null(handle_.get(), ++bound_);
  return *this;
}

bool SqliteStatement::step() {
  if (database_.code_ != 0 || handle_ == nullptr) {
    reset();
    return false;
  }
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) {
    return true;
  }
  database_.note(code);
  reset();
  return false;
}

void SqliteStatement::run() {
  while (step()) {
  }
}

void SqliteStatement::reset() {
  sqlite3_reset(handle_.get());
  bound_ = 0;
}

qint64 SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

QString SqliteStatement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  return QString::fromUtf8(text, sqlite3_column_bytes(handle_.get(), column));
}

QByteArray SqliteStatement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
  return {bytes, sqlite3_column_bytes(handle_.get(), column)};
}

bool SqliteStatement::is_null(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

SqliteTransaction::SqliteTransaction(SqliteDatabase& database) : database_(database) {
  database_.clear_failure();
  open_ = database_.execute("BEGIN IMMEDIATE");
}

SqliteTransaction::~SqliteTransaction() {
  if (open_) {
    const int code = std::exchange(database_.code_, 0);
    database_.execute("ROLLBACK");
    database_.code_ = code;
  }
}

Result<void> SqliteTransaction::commit() {
  if (database_.execute("COMMIT")) {
    open_ = false;
    return {};
  }
  return database_.error();
}

}  // namespace tidings::desktop

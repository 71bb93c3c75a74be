#include "store/sqlite_database.h"

#include <QSqlError>
#include <QUrl>
#include <QVariant>
#include <atomic>
#include <utility>

namespace tidings::desktop {
namespace {

/// QtSql knows connections by name, in the whole process.
QString next_name() {
  static std::atomic<quint64> number{0};
  return QStringLiteral("tidings-%1").arg(++number);
}

/// Only a URI can say that nothing is to be created.
QString uri_of(const QString& file, SqliteDatabase::Mode mode) {
  if (file.startsWith(QLatin1String("file:"))) {
    return file;
  }
  const char* access = mode == SqliteDatabase::Mode::create  ? "?mode=rwc"
                       : mode == SqliteDatabase::Mode::write ? "?mode=rw"
                                                             : "?mode=ro";
  const QByteArray path = QUrl::toPercentEncoding(file, "/");
  return QString::fromLatin1((path.startsWith('/') ? "file://" : "file:") + path + access);
}

}  // namespace

SqliteDatabase::SqliteDatabase(const QString& file, Mode mode)
    : name_(next_name()), connection_(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name_)) {
  if (!connection_.isValid()) {
    code_ = kNoSqliteDriver;
    return;
  }
  connection_.setConnectOptions(QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=0"));
  connection_.setDatabaseName(uri_of(file, mode));
  if (!connection_.open()) {
    note(connection_.lastError());
    return;
  }
  hooks_.attach(connection_);
}

SqliteDatabase::~SqliteDatabase() {
  connection_ = QSqlDatabase();
  QSqlDatabase::removeDatabase(name_);
}

void SqliteDatabase::note(const QSqlError& error) {
  if (code_ == 0 && error.isValid()) {
    constexpr int kUnknown = 0xff;
    const int code = error.nativeErrorCode().toInt();
    code_ = code > 0 ? code : kUnknown;
  }
}

void SqliteDatabase::note_effect(const QSqlQuery& query) {
  changes_ = query.numRowsAffected();
  last_row_ = query.lastInsertId().toLongLong();
}

bool SqliteDatabase::execute(const QByteArray& sql) {
  SqliteStatement(*this, sql).run();
  return code_ == 0;
}

bool SqliteDatabase::execute(std::initializer_list<const char*> statements) {
  for (const char* sql : statements) {
    execute(sql);
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
  return Error{reason_of(code_).toStdString(), failure_of(code_) != SqliteFailure::damaged};
}

void SqliteDatabase::set_busy_timeout(int milliseconds) {
  execute("PRAGMA busy_timeout = " + QByteArray::number(milliseconds));
}

void SqliteDatabase::set_cancelled(std::function<bool()> is_cancelled) {
  hooks_.set_cancelled(std::move(is_cancelled));
}

void SqliteDatabase::set_on_commit(std::function<void(int pages)> on_commit) {
  hooks_.set_on_commit(std::move(on_commit));
}

void SqliteDatabase::checkpoint() {
  // A new connection does not know yet that there is a log.
  number("SELECT count(*) FROM sqlite_schema");
  execute("PRAGMA wal_checkpoint(PASSIVE)");
}

SqliteStatement::SqliteStatement(SqliteDatabase& database, const QByteArray& sql)
    : database_(database), query_(database.connection_) {
  if (database_.code_ == 0) {
    query_.setForwardOnly(true);
    is_prepared_ = query_.prepare(QString::fromUtf8(sql));
    database_.note(query_.lastError());
  }
}

SqliteStatement& SqliteStatement::bind(qint64 value) {
  query_.bindValue(bound_++, value);
  return *this;
}

SqliteStatement& SqliteStatement::bind(const QString& text) {
  query_.bindValue(bound_++, text.isNull() ? QStringLiteral("") : text);
  return *this;
}

SqliteStatement& SqliteStatement::bind_blob(const QByteArray& bytes) {
  query_.bindValue(bound_++, bytes.isNull() ? QByteArray("") : bytes);
  return *this;
}

SqliteStatement& SqliteStatement::bind_null() {
  query_.bindValue(bound_++, QVariant());
  return *this;
}

bool SqliteStatement::step() {
  if (database_.code_ != 0 || !is_prepared_) {
    reset();
    return false;
  }
  if (!is_running_) {
    is_running_ = query_.exec();
    database_.note_effect(query_);
  }
  if (is_running_ && query_.next()) {
    return true;
  }
  database_.note(query_.lastError());
  reset();
  return false;
}

void SqliteStatement::run() {
  while (step()) {
  }
}

void SqliteStatement::reset() {
  query_.finish();
  is_running_ = false;
  bound_ = 0;
}

qint64 SqliteStatement::integer(int column) const {
  return query_.value(column).toLongLong();
}

QString SqliteStatement::text(int column) const {
  return query_.value(column).toString();
}

QByteArray SqliteStatement::blob(int column) const {
  return query_.value(column).toByteArray();
}

bool SqliteStatement::is_null(int column) const {
  return query_.isNull(column);
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

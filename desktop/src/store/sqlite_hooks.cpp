#include "store/sqlite_hooks.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlQuery>
#include <QVariant>
#include <cstring>
#include <utility>

#include <sqlite3.h>

namespace tidings::desktop {
namespace {

constexpr int kStepsBetweenQuestions = 2000;

bool is_our_library(const QSqlDatabase& connection) {
  QSqlQuery query(connection);
  return query.exec(QStringLiteral("SELECT sqlite_source_id()")) && query.next() &&
         query.value(0).toString() == QLatin1String(sqlite3_sourceid());
}

}  // namespace

void SqliteHooks::attach(const QSqlDatabase& connection) {
  const QVariant handle = connection.driver()->handle();
  if (std::strcmp(handle.typeName(), "sqlite3*") == 0 && is_our_library(connection)) {
    handle_ = *static_cast<sqlite3* const*>(handle.constData());
  }
}

int SqliteHooks::on_progress(void* self) {
  return static_cast<SqliteHooks*>(self)->is_cancelled_() ? 1 : 0;
}

void SqliteHooks::set_cancelled(std::function<bool()> is_cancelled) {
  is_cancelled_ = std::move(is_cancelled);
  if (handle_ != nullptr) {
    sqlite3_progress_handler(handle_, is_cancelled_ ? kStepsBetweenQuestions : 0,
                             is_cancelled_ ? &SqliteHooks::on_progress : nullptr, this);
  }
}

int SqliteHooks::on_commit(void* self, sqlite3*, const char*, int pages) {
  static_cast<SqliteHooks*>(self)->on_commit_(pages);
  return SQLITE_OK;
}

void SqliteHooks::set_on_commit(std::function<void(int pages)> on_commit) {
  on_commit_ = std::move(on_commit);
  if (handle_ != nullptr) {
    sqlite3_wal_hook(handle_, &SqliteHooks::on_commit, this);
  }
}

}  // namespace tidings::desktop

#include "store/history_file.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <utility>

#include "store/history_schema.h"

namespace tidings::desktop {
namespace {

constexpr int kBusyTimeoutAtStart = 1000;
/// The GUI thread must not stand still for another program's lock: what fails is tried again later.
constexpr int kBusyTimeout = 20;
constexpr QFile::Permissions kForUserAlone = QFile::ReadOwner | QFile::WriteOwner;

QString words(const char* text) {
  return QCoreApplication::translate("HistoryStore", text);
}

/// SQLite gives the files beside it the mode of the file itself.
Result<void> make_private_file(const QString& path) {
  const QString folder = QFileInfo(path).absolutePath();
  const bool is_new = !QFileInfo::exists(folder);
  if (!QDir().mkpath(folder)) {
    return Error{words(QT_TRANSLATE_NOOP("HistoryStore", "its folder “%1” cannot be made"))
                     .arg(folder)
                     .toStdString()};
  }
  if (is_new) {
    QFile::setPermissions(folder, kForUserAlone | QFile::ExeOwner);
  }
  QFile file(path);
  if (!file.exists() && !file.open(QIODevice::WriteOnly)) {
    return Error{words(QT_TRANSLATE_NOOP("HistoryStore", "it cannot be made in “%1”"))
                     .arg(folder)
                     .toStdString()};
  }
  QFile::setPermissions(path, kForUserAlone);
  return {};
}

/// The operating system keeps the file's pages anyway, so few are kept here.
void configure(SqliteDatabase& database, bool is_new) {
  if (is_new) {
    // Later it would change nothing, but write: a wait for the disk at every start.
    database.execute("PRAGMA auto_vacuum = INCREMENTAL");
  }
  database.execute({"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
                    "PRAGMA cache_size = -2000", "PRAGMA temp_store = MEMORY",
                    "PRAGMA journal_size_limit = 4194304"});
}

/// What can be seen without reading the whole file: its tables are there and can be read.
void look_over(SqliteDatabase& database) {
  database.number("SELECT sum(total) FROM accounts");
  database.number("SELECT length(body) FROM entries ORDER BY row DESC LIMIT 1");
  database.number("SELECT count(*) FROM (SELECT 1 FROM known LIMIT 1)");
  database.number("SELECT count(*) FROM (SELECT 1 FROM reminders LIMIT 1)");
  database.number(
      "SELECT rowid FROM search WHERE search MATCH '\"a\"' ORDER BY rowid DESC LIMIT 1");
}

bool is_damage(SqliteFailure failure) {
  return failure == SqliteFailure::damaged || failure == SqliteFailure::foreign;
}

/// Renames the file and what SQLite keeps beside it. Returns the new name; empty when it failed.
/// REQUIRES: this program has no connection to it.
QString move_aside(const QString& path, const QString& why) {
  const QString stem = path + QLatin1Char('.') + why + QLatin1Char('-') +
                       QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
  QString aside = stem;
  for (int number = 2; QFileInfo::exists(aside); ++number) {
    aside = stem + QLatin1Char('-') + QString::number(number);
  }
  if (!QFile::rename(path, aside)) {
    return {};
  }
  for (const QLatin1String beside : {QLatin1String("-wal"), QLatin1String("-shm")}) {
    if (QFileInfo::exists(path + beside) && !QFile::rename(path + beside, aside + beside)) {
      QFile::remove(path + beside);
    }
  }
  return aside;
}

QHash<QString, QByteArray> positions_of(SqliteDatabase& database) {
  database.clear_failure();
  QHash<QString, QByteArray> positions;
  SqliteStatement select(database, "SELECT name, position FROM accounts WHERE name IS NOT NULL");
  while (select.step()) {
    positions.insert(select.text(0), select.blob(1));
  }
  return positions;
}

QString damage_sentence(const QString& aside) {
  return words(
             QT_TRANSLATE_NOOP("HistoryStore",
                               "The history was damaged and has been put aside as “%1”. A new one "
                               "has been started."))
      .arg(aside);
}

QString newer_sentence(const QString& aside) {
  return words(QT_TRANSLATE_NOOP("HistoryStore",
                                 "The history is from a newer version of Tidings and has been put "
                                 "aside as “%1”. A new one has been started."))
      .arg(aside);
}

/// Opens once. An empty `database` with a warning: the file has been moved aside, open again.
Result<HistoryFile> open_once(const QString& path) {
  if (const auto made = make_private_file(path); !made) {
    return made.error();
  }
  HistoryFile file;
  file.database = std::make_unique<SqliteDatabase>(path, SqliteDatabase::Mode::create);
  SqliteDatabase& database = *file.database;
  database.set_busy_timeout(kBusyTimeoutAtStart);
  const int version = history_version(database);
  const bool is_newer = version > kHistoryVersion;
  if (!is_newer) {
    configure(database, version == 0);
    if (database.failure() == SqliteFailure::none) {
      (void)prepare_history(database);
    }
    look_over(database);
  }
  const SqliteFailure failure = database.failure();
  if (!is_newer && failure == SqliteFailure::none) {
    database.set_busy_timeout(kBusyTimeout);
    return file;
  }
  if (!is_newer && !is_damage(failure)) {
    return database.error();
  }
  const Error error = is_newer ? Error{} : database.error();
  file.saved_positions = is_newer ? QHash<QString, QByteArray>() : positions_of(database);
  file.database.reset();
  const QString aside =
      move_aside(path, is_newer ? QStringLiteral("newer") : QStringLiteral("damaged"));
  if (aside.isEmpty()) {
    return is_newer ? Error{words(QT_TRANSLATE_NOOP("HistoryStore",
                                                    "it is from a newer version of Tidings"))
                                .toStdString()}
                    : error;
  }
  file.warning = is_newer ? newer_sentence(aside) : damage_sentence(aside);
  return file;
}

}  // namespace

Result<HistoryFile> open_history_file(const QString& path) {
  auto first = open_once(path);
  if (!first || first->database != nullptr) {
    return first;
  }
  auto second = open_once(path);
  if (second) {
    second->warning = first->warning;
    second->saved_positions = first->saved_positions;
  }
  return second;
}

Result<HistoryFile> open_damaged_history_anew(const QString& path) {
  QHash<QString, QByteArray> positions;
  {
    SqliteDatabase database(path, SqliteDatabase::Mode::read_only);
    positions = positions_of(database);
  }
  const QString aside = move_aside(path, QStringLiteral("damaged"));
  auto file = open_history_file(path);
  if (file && !aside.isEmpty()) {
    file->warning = damage_sentence(aside);
    file->saved_positions = positions;
  }
  return file;
}

Result<HistoryFile> open_history_in_memory(const QString& name) {
  HistoryFile file;
  file.database = std::make_unique<SqliteDatabase>(name, SqliteDatabase::Mode::create);
  file.database->execute({"PRAGMA temp_store = MEMORY", "PRAGMA read_uncommitted = 1"});
  if (const auto prepared = prepare_history(*file.database); !prepared) {
    return prepared.error();
  }
  return file;
}

}  // namespace tidings::desktop

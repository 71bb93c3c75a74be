#include "store/history_schema.h"

#include <array>
#include <span>

namespace tidings::desktop {
namespace {

// entries: AUTOINCREMENT, since a row names an entry for ever. `search` holds pieces of folded text
// (search_text.h) and not the text: removing an entry hands it the same pieces once more. What was
// removed by the user lies in `trash` until the program's next start; `known` has the ids of all
// that is gone, which must not come back. An account without a name is forgotten: what it had is
// cleaned up in pieces. The triggers keep the accounts' counts, so that a number on an icon never
// costs a count over a million rows.
constexpr std::array kVersion1{
    R"sql(CREATE TABLE accounts(
  account INTEGER PRIMARY KEY, name TEXT UNIQUE, position BLOB NOT NULL DEFAULT x'',
  total INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0))sql",
    R"sql(CREATE TABLE entries(
  row INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, read INTEGER NOT NULL,
  muted INTEGER NOT NULL, priority INTEGER NOT NULL, received_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL, id TEXT, type TEXT NOT NULL, topic TEXT NOT NULL,
  title TEXT NOT NULL, url TEXT NOT NULL, body TEXT NOT NULL, data BLOB NOT NULL))sql",
    "CREATE UNIQUE INDEX entries_id ON entries(account, id)",
    "CREATE INDEX entries_account ON entries(account)",
    "CREATE INDEX entries_type ON entries(type)",
    "CREATE INDEX entries_received ON entries(received_at)",
    "CREATE INDEX entries_unread ON entries(read) WHERE read = 0",
    "CREATE INDEX entries_unread_account ON entries(account) WHERE read = 0",
    R"sql(CREATE TABLE trash(
  row INTEGER PRIMARY KEY, account INTEGER NOT NULL, read INTEGER NOT NULL,
  muted INTEGER NOT NULL, priority INTEGER NOT NULL, received_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL, id TEXT, type TEXT NOT NULL, topic TEXT NOT NULL,
  title TEXT NOT NULL, url TEXT NOT NULL, body TEXT NOT NULL, data BLOB NOT NULL,
  gone_at INTEGER NOT NULL))sql",
    "CREATE INDEX trash_gone ON trash(gone_at)",
    R"sql(CREATE TABLE known(
  row INTEGER PRIMARY KEY, account INTEGER NOT NULL, id TEXT, gone_at INTEGER NOT NULL))sql",
    "CREATE UNIQUE INDEX known_id ON known(account, id)",
    R"sql(CREATE VIRTUAL TABLE search USING fts5(
  pieces, content='', columnsize=0, detail=none, tokenize='ascii'))sql",
    R"sql(CREATE TRIGGER entry_added AFTER INSERT ON entries BEGIN
  UPDATE accounts SET total = total + 1, unread = unread + (NEW.read = 0 AND NEW.muted = 0)
    WHERE account = NEW.account;
END)sql",
    R"sql(CREATE TRIGGER entry_gone AFTER DELETE ON entries BEGIN
  UPDATE accounts SET total = total - 1, unread = unread - (OLD.read = 0 AND OLD.muted = 0)
    WHERE account = OLD.account;
END)sql",
    R"sql(CREATE TRIGGER entry_changed AFTER UPDATE OF read, muted ON entries BEGIN
  UPDATE accounts SET unread = unread + (NEW.read = 0 AND NEW.muted = 0)
                                      - (OLD.read = 0 AND OLD.muted = 0)
    WHERE account = NEW.account;
END)sql"};

// What was put off with "Later", until then.
constexpr std::array kVersion2{
    "CREATE TABLE reminders(row INTEGER PRIMARY KEY, due_at INTEGER NOT NULL)",
    R"sql(CREATE TRIGGER reminder_gone AFTER DELETE ON entries BEGIN
  DELETE FROM reminders WHERE row = OLD.row;
END)sql",
    R"sql(CREATE TRIGGER reminder_read AFTER UPDATE OF read ON entries WHEN NEW.read = 1 BEGIN
  DELETE FROM reminders WHERE row = NEW.row;
END)sql"};

/// The n-th brings a file of version n to n + 1.
constexpr std::array<std::span<const char* const>, kHistoryVersion> kSteps{kVersion1, kVersion2};

}  // namespace

int history_version(SqliteDatabase& database) {
  return static_cast<int>(database.number("PRAGMA user_version"));
}

Result<void> prepare_history(SqliteDatabase& database) {
  if (history_version(database) == kHistoryVersion && database.failure() == SqliteFailure::none) {
    return {};
  }
  SqliteTransaction transaction(database);
  // Asked again: another program may have done it while we waited.
  const int version = history_version(database);
  for (auto step = static_cast<std::size_t>(version); step < kSteps.size(); ++step) {
    for (const char* statement : kSteps.at(step)) {
      database.execute(statement);
    }
  }
  database.execute(
      QByteArray("PRAGMA user_version = " + QByteArray::number(kHistoryVersion)).constData());
  return transaction.commit();
}

}  // namespace tidings::desktop

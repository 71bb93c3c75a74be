#include "store/history_store.h"

#include <QDateTime>
#include <QUuid>
#include <limits>
#include <utility>

#include "store/account_table.h"
#include "store/entry_columns.h"
#include "store/entry_lookup.h"
#include "store/entry_marks.h"
#include "store/entry_writer.h"
#include "store/history_cleaning.h"
#include "store/history_file.h"
#include "store/reminder_table.h"
#include "store/wal_checkpointer.h"

namespace tidings::desktop {
namespace {

qint64 now() {
  return QDateTime::currentMSecsSinceEpoch();
}

}  // namespace

struct HistoryStore::State {
  QString path;
  bool in_memory = false;
  QString warning;
  std::unique_ptr<SqliteDatabase> database;
  std::unique_ptr<WalCheckpointer> checkpointer;  ///< only where there is a file
  QHash<QString, int> unread;
  qint64 began = now();

  void take(HistoryFile file);
  /// The connection, with nothing left of an earlier failure.
  [[nodiscard]] SqliteDatabase& begin_reading() const;
};

void HistoryStore::State::take(HistoryFile file) {
  database = std::move(file.database);
  warning = file.warning;
  if (!file.saved_positions.isEmpty()) {
    SqliteTransaction transaction(*database);
    for (auto it = file.saved_positions.cbegin(); it != file.saved_positions.cend(); ++it) {
      set_position(*database, make_account(*database, it.key()), it.value());
    }
    (void)transaction.commit();
  }
  database->clear_failure();
  if (!in_memory) {
    checkpointer = std::make_unique<WalCheckpointer>(path);
    database->set_on_commit([this](int pages) { checkpointer->committed(pages); });
  }
  unread = unread_by_account(begin_reading());
}

SqliteDatabase& HistoryStore::State::begin_reading() const {
  database->clear_failure();
  return *database;
}

HistoryStore::HistoryStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
HistoryStore::~HistoryStore() = default;

Result<std::unique_ptr<HistoryStore>> HistoryStore::open(const QString& path) {
  auto file = open_history_file(path);
  if (!file) {
    return Error{tr("The history “%1” cannot be used: %2.")
                     .arg(path, QString::fromStdString(file.error().message))
                     .toStdString(),
                 file.error().recoverable};
  }
  auto state = std::make_unique<State>();
  state->path = path;
  state->take(std::move(*file));
  return std::unique_ptr<HistoryStore>(new HistoryStore(std::move(state)));
}

Result<std::unique_ptr<HistoryStore>> HistoryStore::open_in_memory(const QString& why) {
  auto state = std::make_unique<State>();
  state->path = QStringLiteral("file:tidings-%1?mode=memory&cache=shared")
                    .arg(QUuid::createUuid().toString(QUuid::WithoutBraces));
  state->in_memory = true;
  auto file = open_history_in_memory(state->path);
  if (!file) {
    return file.error();
  }
  if (!why.isEmpty()) {
    file->warning = tr("%1 What comes now is kept only until Tidings is quit.").arg(why);
  }
  state->take(std::move(*file));
  return std::unique_ptr<HistoryStore>(new HistoryStore(std::move(state)));
}

QString HistoryStore::path() const {
  return state_->path;
}

QString HistoryStore::warning() const {
  return state_->warning;
}

/// Every change is made in here. A file that turns out to be damaged is replaced once nothing of
/// the transaction is left.
template <class Steps>
Result<void> HistoryStore::change(const Steps& steps) {
  Result<void> done;
  {
    SqliteTransaction transaction(*state_->database);
    steps(*state_->database);
    done = transaction.commit();
  }
  if (!done && state_->database->failure() == SqliteFailure::damaged && !state_->in_memory) {
    begin_anew();
  }
  return done;
}

void HistoryStore::begin_anew() {
  state_->database.reset();
  state_->checkpointer.reset();
  auto file = open_damaged_history_anew(state_->path);
  if (!file) {
    state_->in_memory = true;
    file = open_history_in_memory(QStringLiteral("file:tidings?mode=memory"));
    file->warning =
        tr("The history is damaged and cannot be put aside. What comes now is kept only "
           "until Tidings is quit.");
  }
  state_->take(std::move(*file));
  emit reloaded();
  emit unread_changed();
}

void HistoryStore::count_again() {
  QHash<QString, int> counts = unread_by_account(state_->begin_reading());
  if (counts != state_->unread) {
    state_->unread = std::move(counts);
    emit unread_changed();
  }
}

Result<std::vector<HistoryEntry>> HistoryStore::insert(
    const ReceivedBatch& batch, const std::function<bool(const HistoryEntry&)>& is_muted) {
  std::vector<HistoryEntry> added;
  QList<qint64> rows;
  const auto done = change([&](SqliteDatabase& database) {
    const qint64 account = make_account(database, batch.account);
    set_position(database, account, batch.position);
    if (batch.entries.empty()) {
      return;
    }
    EntryWriter writer(database);
    for (const HistoryEntry& received : batch.entries) {
      HistoryEntry entry = storable(received);
      if (const std::optional<qint64> row =
              writer.add(account, entry, is_muted && is_muted(entry))) {
        entry.row = *row;
        entry.account = batch.account;
        rows.append(*row);
        added.push_back(std::move(entry));
      }
    }
  });
  if (!done) {
    return done.error();
  }
  if (!rows.isEmpty()) {
    emit inserted(rows);
    count_again();
  }
  return added;
}

QByteArray HistoryStore::position(const QString& account) const {
  return position_of(state_->begin_reading(), account);
}

template <class Steps>
Result<QList<qint64>> HistoryStore::change_read(bool read, const Steps& steps) {
  QList<qint64> rows;
  if (const auto done = change([&](SqliteDatabase& database) { rows = steps(database); }); !done) {
    return done.error();
  }
  if (!rows.isEmpty()) {
    emit read_changed(rows, read);
    count_again();
  }
  return rows;
}

Result<QList<qint64>> HistoryStore::set_read(const QList<qint64>& rows, bool read) {
  return change_read(read,
                     [&](SqliteDatabase& database) { return mark_rows(database, rows, read); });
}

Result<QList<qint64>> HistoryStore::set_read_by_id(const QString& account, const QStringList& ids,
                                                   bool read) {
  return change_read(
      read, [&](SqliteDatabase& database) { return mark_ids(database, account, ids, read); });
}

Result<QList<qint64>> HistoryStore::mark_read_up_to(const QString& account, const QString& id,
                                                    int limit) {
  return change_read(
      true, [&](SqliteDatabase& database) { return mark_up_to(database, account, id, limit); });
}

Result<void> HistoryStore::remove(const QList<qint64>& rows) {
  QList<qint64> gone;
  auto done = change([&](SqliteDatabase& database) {
    EntryWriter writer(database);
    for (const qint64 row : rows) {
      if (writer.discard(row, now())) {
        gone.append(row);
      }
    }
  });
  if (!done) {
    return done;
  }
  if (!gone.isEmpty()) {
    emit removed(gone);
    count_again();
  }
  return {};
}

Result<void> HistoryStore::restore(const QList<qint64>& rows) {
  QList<qint64> back;
  auto done = change([&](SqliteDatabase& database) {
    EntryWriter writer(database);
    for (const qint64 row : rows) {
      if (writer.bring_back(row)) {
        back.append(row);
      }
    }
  });
  if (!done) {
    return done;
  }
  if (!back.isEmpty()) {
    emit restored(back);
    count_again();
  }
  return {};
}

Result<void> HistoryStore::forget_account(const QString& account) {
  auto done = change([&](SqliteDatabase& database) {
    SqliteStatement(database, "UPDATE accounts SET name = NULL, position = x'' WHERE name = ?")
        .bind(account)
        .run();
  });
  if (!done) {
    return done;
  }
  emit reloaded();
  count_again();
  return {};
}

Result<void> HistoryStore::set_reminder(qint64 row, const QDateTime& due) {
  return change([&](SqliteDatabase& database) { put_reminder(database, row, due); });
}

Result<void> HistoryStore::forget_reminders(const QList<qint64>& rows) {
  return change([&](SqliteDatabase& database) { drop_reminders(database, rows); });
}

QHash<qint64, QDateTime> HistoryStore::reminders(int limit) const {
  return first_reminders(state_->begin_reading(), limit);
}

Result<bool> HistoryStore::retire(int keep_days, int keep_number) {
  constexpr qint64 kDay = 86'400'000;
  CleaningLimits limits;
  limits.now = now();
  limits.keep_from =
      keep_days > 0 ? limits.now - keep_days * kDay : std::numeric_limits<qint64>::min();
  limits.keep_number = keep_number;
  limits.max_known = kMaxKnown;
  limits.run_began = state_->began;
  CleanedPiece piece;
  if (const auto done = change([&](SqliteDatabase& database) { piece = clean(database, limits); });
      !done) {
    return done.error();
  }
  if (!piece.rows.isEmpty()) {
    emit removed(piece.rows);
    count_again();
  }
  return piece.more;
}

QList<HistoryEntry> HistoryStore::entries(const QList<qint64>& rows) const {
  return entries_at(state_->begin_reading(), rows);
}

std::optional<HistoryEntry> HistoryStore::find(const QString& account, const QString& id) const {
  return find_entry(state_->begin_reading(), account, id);
}

QList<HistoryEntry> HistoryStore::unread_before(qint64 row, int limit) const {
  return unread_entries_before(state_->begin_reading(), row, limit);
}

QStringList HistoryStore::unread_ids(const QString& account, int limit) const {
  return unread_entry_ids(state_->begin_reading(), account, limit);
}

QString HistoryStore::newest_id(const QString& account) const {
  return newest_entry_id(state_->begin_reading(), account);
}

QStringList HistoryStore::types() const {
  return entry_types(state_->begin_reading());
}

QHash<QString, int> HistoryStore::unread() const {
  return state_->unread;
}

Result<void> HistoryStore::set_muted(const QList<qint64>& rows, bool muted) {
  auto done = change([&](SqliteDatabase& database) { mute_rows(database, rows, muted); });
  if (!done) {
    return done;
  }
  count_again();
  return {};
}

}  // namespace tidings::desktop

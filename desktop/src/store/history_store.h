#pragma once

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

#include "tidings/result.h"

#include "domain/history_entry.h"
#include "store/history_filter.h"

namespace tidings::desktop {

/// The history of all accounts in one SQLite file (WAL), for the user alone. Writing is done on the
/// GUI thread in short transactions; reading for lists goes through a `HistoryReader` on its own
/// thread and connection.
///
/// A file that is damaged (also one that turns out to be so while it is used) or from a newer
/// version is moved aside and said in `warning`; one that is
/// locked or on a full disk makes writing fail with a sentence, and the position stays where it
/// was.
class HistoryStore : public QObject {
  Q_OBJECT

 public:
  /// How many ids of entries that are gone are remembered, so that they do not come back when a
  /// server sends again what it keeps.
  static constexpr int kMaxKnown = 100'000;

  /// Makes the file and its folder (0600, 0700) where there is none. An error means that not even a
  /// new file can be had; `open_in_memory` then keeps the program useful.
  static Result<std::unique_ptr<HistoryStore>> open(const QString& path);
  /// `why`: the sentence that `open` gave; `warning` begins with it.
  static Result<std::unique_ptr<HistoryStore>> open_in_memory(const QString& why = {});
  ~HistoryStore() override;

  [[nodiscard]] QString path() const;
  [[nodiscard]] QString warning() const;

  /// Stores what is new of a batch and moves the account's position, in one transaction. Known ids
  /// (also deleted ones: those stay deleted) are skipped; those for which `is_muted` holds are kept
  /// out of the badge from the start. Returns the new entries with their rows.
  Result<std::vector<HistoryEntry>> insert(
      const ReceivedBatch& batch, const std::function<bool(const HistoryEntry&)>& is_muted = {});

  [[nodiscard]] QByteArray position(const QString& account) const;

  /// Each returns the rows that really changed.
  Result<QList<qint64>> set_read(const QList<qint64>& rows, bool read);
  Result<QList<qint64>> set_read_by_id(const QString& account, const QStringList& ids, bool read);
  /// Everything of the account up to and with the notification `id` in the order of arrival; an
  /// empty `id`: everything. An empty account: all accounts.
  /// At most `limit` at once, the oldest first (0: all).
  Result<QList<qint64>> mark_read_up_to(const QString& account, const QString& id, int limit = 0);

  /// Deletes; the ids stay known (the newest `kMaxKnown` of them). What was deleted can be put back
  /// until the program ends.
  Result<void> remove(const QList<qint64>& rows);
  Result<void> restore(const QList<qint64>& rows);
  /// Deletes everything of an account, its position included: at once for every list, in the file
  /// with the next calls of `retire`.
  Result<void> forget_account(const QString& account);

  /// When an unread entry is to be shown again; it forgets that when it is read or deleted.
  Result<void> set_reminder(qint64 row, const QDateTime& due);
  Result<void> forget_reminders(const QList<qint64>& rows);
  /// The earliest ones.
  [[nodiscard]] QHash<qint64, QDateTime> reminders(int limit) const;

  /// By age and number; 0 means without limit. Works in pieces of some milliseconds: call until it
  /// returns false.
  Result<bool> retire(int keep_days, int keep_number);

  [[nodiscard]] QList<HistoryEntry> entries(const QList<qint64>& rows) const;
  [[nodiscard]] std::optional<HistoryEntry> find(const QString& account, const QString& id) const;
  /// Unread entries that count for the badge, by account: muted ones are not counted.
  [[nodiscard]] QHash<QString, int> unread() const;
  /// Ids of the account's unread entries, newest first, for asking the server.
  [[nodiscard]] QStringList unread_ids(const QString& account, int limit) const;
  /// The id of the account's newest entry; empty when none has one.
  [[nodiscard]] QString newest_id(const QString& account) const;
  [[nodiscard]] QStringList types() const;
  /// The newest unread entries below a row.
  [[nodiscard]] QList<HistoryEntry> unread_before(qint64 row, int limit) const;
  /// Keeps entries out of the badge (a rule says `mute`).
  Result<void> set_muted(const QList<qint64>& rows, bool muted);

 signals:
  void inserted(const QList<qint64>& rows);
  void read_changed(const QList<qint64>& rows, bool read);
  void removed(const QList<qint64>& rows);
  void restored(const QList<qint64>& rows);
  /// So much has changed that lists are read anew: an account was forgotten, a damaged file was
  /// replaced (then `warning` says so).
  void reloaded();
  void unread_changed();

 private:
  struct State;
  explicit HistoryStore(std::unique_ptr<State> state);
  void begin_anew();
  void count_again();
  template <class Steps>
  Result<void> change(const Steps& steps);
  template <class Steps>
  Result<QList<qint64>> change_read(bool read, const Steps& steps);
  std::unique_ptr<State> state_;
};

}  // namespace tidings::desktop

#pragma once

#include <QAbstractListModel>
#include <QSet>
#include <optional>

#include "domain/history_entry.h"
#include "models/entry_cache.h"
#include "models/row_list.h"
#include "store/history_filter.h"
#include "store/history_reader.h"

namespace tidings::desktop {

class HistoryStore;

/// The history as a list, newest first, under one filter. Fetches a page at a time as the view
/// scrolls; holds eight bytes for each row it has been at and some megabytes of entries, however
/// long the history is. Follows what is inserted, read, deleted and restored.
class HistoryModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    kRow = Qt::UserRole + 1,
    kAccount,
    kId,
    kType,
    kTitle,  ///< one line, shown harmlessly, as the other texts here
    kBody,
    kUrl,
    kPriority,
    kMoment,
    kRead,
  };

  static constexpr int kPageSize = 200;

  HistoryModel(HistoryStore& store, HistoryReader& reader, QObject* parent = nullptr);

  [[nodiscard]] const HistoryFilter& filter() const { return filter_; }
  /// The rows of the former filter stay until the first page of the new one is here.
  void set_filter(const HistoryFilter& filter);
  /// Asks anew under the same filter.
  void reload();
  /// Gives the memory back while nobody looks; `reload` when somebody does.
  void release();

  [[nodiscard]] bool is_loading() const { return purpose_ != Purpose::nothing; }
  [[nodiscard]] std::optional<HistoryEntry> entry(const QModelIndex& index) const;
  /// Invalid when the row is not (yet) in the list.
  [[nodiscard]] QModelIndex index_of(qint64 row) const;
  /// The row that stays in a list of unread entries although it was read: the one in the user's
  /// hands. 0: none.
  void hold(qint64 row);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
  void fetchMore(const QModelIndex& parent) override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 signals:
  /// The first page of the filter is here.
  void loaded();
  void failed(const QString& sentence);

 private:
  enum class Purpose { nothing, first, more, newest };

  void follow_store(HistoryStore& store);
  void ask(Purpose purpose);
  void take_page(const HistoryPage& page);
  void take_first(const HistoryPage& page);
  void take_more(const HistoryPage& page);
  void take_newest(const HistoryPage& page);
  void ask_for_newest();
  void show_read(const QList<qint64>& rows, bool read);
  void show_removed(const QList<qint64>& rows);
  void show_restored(const QList<qint64>& rows);
  void insert_row(qint64 row);
  void drop_row(qint64 row);
  [[nodiscard]] HistoryEntry* lookup(int index) const;
  [[nodiscard]] bool filters_by_read_only() const;

  HistoryStore& store_;
  HistoryReader& reader_;
  HistoryFilter filter_;
  RowList rows_;
  mutable EntryCache cache_;
  Purpose purpose_ = Purpose::nothing;
  quint64 request_ = 0;
  bool has_more_ = false;
  bool newest_wanted_ = false;
  bool active_ = false;  ///< somebody looks
  qint64 held_ = 0;
  QSet<qint64> removed_;  ///< from this list: may come back by an undo
};

}  // namespace tidings::desktop

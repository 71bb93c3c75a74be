#include "models/history_model.h"

#include <algorithm>
#include <vector>

#include "models/entry_words.h"
#include "models/shown_text.h"
#include "store/history_store.h"

namespace tidings::desktop {
namespace {

/// Beyond this many changes at once a new list is cheaper than as many small changes.
constexpr int kManyChanges = 500;
constexpr int kRemembered = 10'000;
/// Entries are read in blocks of this many around the one that is asked for.
constexpr int kBlock = 64;

std::vector<qint64> rows_of(const HistoryPage& page) {
  std::vector<qint64> rows;
  rows.reserve(static_cast<std::size_t>(page.entries.size()));
  for (const HistoryEntry& entry : page.entries) {
    rows.push_back(entry.row);
  }
  return rows;
}

}  // namespace

HistoryModel::HistoryModel(HistoryStore& store, HistoryReader& reader, QObject* parent)
    : QAbstractListModel(parent), store_(store), reader_(reader) {
  connect(&reader_, &HistoryReader::page_ready, this, &HistoryModel::take_page);
  connect(&reader_, &HistoryReader::failed, this, [this](quint64 request, const QString& sentence) {
    if (request == request_) {
      purpose_ = Purpose::nothing;
      emit failed(sentence);
    }
  });
  follow_store(store_);
}

void HistoryModel::follow_store(HistoryStore& store) {
  connect(&store, &HistoryStore::inserted, this, &HistoryModel::ask_for_newest);
  connect(&store, &HistoryStore::read_changed, this, &HistoryModel::show_read);
  connect(&store, &HistoryStore::removed, this, &HistoryModel::show_removed);
  connect(&store, &HistoryStore::restored, this, &HistoryModel::show_restored);
  connect(&store, &HistoryStore::reloaded, this, [this] {
    if (active_) {
      reload();
    }
  });
}

void HistoryModel::set_filter(const HistoryFilter& filter) {
  if (filter_ == filter && active_) {
    return;
  }
  filter_ = filter;
  reload();
}

void HistoryModel::reload() {
  active_ = true;
  newest_wanted_ = false;
  removed_.clear();
  ask(Purpose::first);
}

void HistoryModel::release() {
  beginResetModel();
  active_ = false;
  rows_.clear();
  cache_.clear();
  removed_.clear();
  has_more_ = false;
  newest_wanted_ = false;
  purpose_ = Purpose::nothing;
  request_ = 0;
  endResetModel();
}

void HistoryModel::ask(Purpose purpose) {
  purpose_ = purpose;
  const qint64 before = purpose == Purpose::more ? rows_.at(rows_.size() - 1) : 0;
  request_ = reader_.request(filter_, before, kPageSize);
}

void HistoryModel::take_page(const HistoryPage& page) {
  if (purpose_ == Purpose::nothing || page.request != request_) {
    return;
  }
  const Purpose purpose = purpose_;
  purpose_ = Purpose::nothing;
  if (purpose == Purpose::first) {
    take_first(page);
  } else if (purpose == Purpose::more) {
    take_more(page);
  } else {
    take_newest(page);
  }
  if (newest_wanted_ && purpose_ == Purpose::nothing) {
    newest_wanted_ = false;
    ask(Purpose::newest);
  }
}

void HistoryModel::take_first(const HistoryPage& page) {
  beginResetModel();
  cache_.clear();
  cache_.insert(page.entries);
  rows_.assign(rows_of(page));
  has_more_ = page.has_more;
  endResetModel();
  emit loaded();
}

void HistoryModel::take_more(const HistoryPage& page) {
  std::vector<qint64> rows = rows_of(page);
  // What was deleted meanwhile from the end must not leave a hole, nor come twice.
  const qint64 last = rows_.empty() ? 0 : rows_.at(rows_.size() - 1);
  if (last != 0) {
    std::erase_if(rows, [last](qint64 row) { return row >= last; });
  }
  has_more_ = page.has_more;
  if (rows.empty()) {
    return;
  }
  cache_.insert(page.entries);
  beginInsertRows({}, rows_.size(), rows_.size() + static_cast<int>(rows.size()) - 1);
  rows_.insert(rows_.size(), rows);
  endInsertRows();
}

void HistoryModel::take_newest(const HistoryPage& page) {
  std::vector<qint64> rows = rows_of(page);
  const qint64 newest = rows_.empty() ? 0 : rows_.at(0);
  const bool connected = newest == 0 || rows.empty() || rows.back() <= newest || !page.has_more;
  if (!connected) {
    take_first(page);  // more came than a page holds
    return;
  }
  std::erase_if(rows, [newest](qint64 row) { return row <= newest; });
  if (rows.empty()) {
    return;
  }
  cache_.insert(page.entries);
  if (rows_.empty()) {
    has_more_ = page.has_more;
  }
  beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
  rows_.insert(0, rows);
  endInsertRows();
}

void HistoryModel::ask_for_newest() {
  if (!active_) {
    return;
  }
  if (is_loading()) {
    newest_wanted_ = true;
  } else {
    ask(Purpose::newest);
  }
}

bool HistoryModel::filters_by_read_only() const {
  HistoryFilter rest = filter_;
  rest.unread_only = false;
  return rest == HistoryFilter{};
}

void HistoryModel::show_read(const QList<qint64>& rows, bool read) {
  if (!active_) {
    return;
  }
  const bool list_changes =
      filter_.unread_only &&
      !(rows.size() == 1 && index_of(rows[0]).isValid() && (!read || rows[0] == held_));
  if (list_changes && (rows.size() > kManyChanges || (!read && !filters_by_read_only()))) {
    reload();
    return;
  }
  for (const qint64 row : rows) {
    if (HistoryEntry* entry = cache_.find(row)) {
      entry->read = read;
    }
    const QModelIndex index = index_of(row);
    if (index.isValid()) {
      emit dataChanged(index, index);
    }
    if (list_changes && read && row != held_) {
      drop_row(row);
    } else if (list_changes && !read) {
      insert_row(row);
    }
  }
}

void HistoryModel::show_removed(const QList<qint64>& rows) {
  if (!active_) {
    return;
  }
  if (rows.size() > kManyChanges) {
    reload();
    return;
  }
  for (const qint64 row : rows) {
    cache_.remove(row);
    if (rows_.find(row) && removed_.size() < kRemembered) {
      removed_.insert(row);
    }
    drop_row(row);
  }
}

void HistoryModel::show_restored(const QList<qint64>& rows) {
  if (!active_) {
    return;
  }
  const bool all_known =
      std::all_of(rows.begin(), rows.end(), [this](qint64 row) { return removed_.contains(row); });
  if (!all_known || rows.size() > kManyChanges) {
    reload();
    return;
  }
  for (const qint64 row : rows) {
    removed_.remove(row);
    insert_row(row);
  }
}

void HistoryModel::insert_row(qint64 row) {
  const int place = rows_.place_of(row);
  const bool beyond_end = place == rows_.size() && has_more_;  // a later page brings it
  if (rows_.find(row) || beyond_end) {
    return;
  }
  beginInsertRows({}, place, place);
  rows_.insert(place, {row});
  endInsertRows();
}

void HistoryModel::drop_row(qint64 row) {
  if (const auto place = rows_.find(row)) {
    beginRemoveRows({}, *place, *place);
    rows_.remove(*place, 1);
    endRemoveRows();
  }
}

void HistoryModel::hold(qint64 row) {
  const qint64 former = held_;
  held_ = row;
  if (former != 0 && former != row && filter_.unread_only) {
    const auto former_entry = entry(index_of(former));
    if (former_entry && former_entry->read) {
      drop_row(former);
    }
  }
}

HistoryEntry* HistoryModel::lookup(int index) const {
  const qint64 row = rows_.at(index);
  if (HistoryEntry* entry = cache_.find(row)) {
    return entry;
  }
  QList<qint64> wanted;
  const int first = std::max(0, index - kBlock / 2);
  const int last = std::min(rows_.size(), first + kBlock);
  for (int place = first; place < last; ++place) {
    wanted.append(rows_.at(place));
  }
  cache_.insert(store_.entries(wanted));
  return cache_.find(row);
}

std::optional<HistoryEntry> HistoryModel::entry(const QModelIndex& index) const {
  if (!index.isValid() || index.row() >= rows_.size()) {
    return std::nullopt;
  }
  const HistoryEntry* found = lookup(index.row());
  return found ? std::optional(*found) : std::nullopt;
}

QModelIndex HistoryModel::index_of(qint64 row) const {
  const auto place = rows_.find(row);
  return place ? index(*place) : QModelIndex();
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : rows_.size();
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rows_.size()) {
    return {};
  }
  if (role == kRow) {
    return rows_.at(index.row());
  }
  const HistoryEntry* entry = lookup(index.row());
  if (entry == nullptr) {
    return {};
  }
  switch (role) {
    case Qt::DisplayRole:
    case kTitle:
      return shown_line(entry->title.isEmpty() ? entry->body : entry->title);
    case Qt::AccessibleTextRole:
      return entry_sentence(*entry);
    case kBody:
      return shown_line(entry->title.isEmpty() ? QString() : entry->body);
    case kAccount:
      return entry->account;
    case kId:
      return entry->id;
    case kType:
      return shown_line(entry->type);
    case kUrl:
      return entry->url;
    case kPriority:
      return entry->priority;
    case kMoment:
      return entry_moment(*entry);
    case kRead:
      return entry->read;
    default:
      return {};
  }
}

bool HistoryModel::canFetchMore(const QModelIndex& parent) const {
  return !parent.isValid() && active_ && has_more_ && !is_loading() && !rows_.empty();
}

void HistoryModel::fetchMore(const QModelIndex& parent) {
  if (canFetchMore(parent)) {
    ask(Purpose::more);
  }
}

QHash<int, QByteArray> HistoryModel::roleNames() const {
  return {{kRow, "row"},       {kAccount, "account"}, {kId, "id"},   {kType, "type"},
          {kTitle, "title"},   {kBody, "body"},       {kUrl, "url"}, {kPriority, "priority"},
          {kMoment, "moment"}, {kRead, "read"}};
}

}  // namespace tidings::desktop

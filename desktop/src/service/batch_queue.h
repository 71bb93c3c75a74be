#pragma once

#include <QByteArray>
#include <QString>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/history_entry.h"

namespace tidings::desktop {

/// What one stream has delivered and the history does not have yet: filled on core's thread,
/// emptied in batches on the GUI thread, one batch under way at a time. Nothing leaves it before it
/// is stored.
///
/// The kept history of a new account (`push_backlog`) goes before what is live, so that the order
/// of arrival is the order of time; `hold_live` keeps the live part back until it is complete.
class BatchQueue {
 public:
  /// So many entries at most in one batch: storing them is one short transaction.
  static constexpr std::size_t kBatchEntries = 128;
  /// From here on a stream is to pause; below half of it, to go on.
  static constexpr std::size_t kMostEntries = 2000;
  static constexpr std::size_t kMostBytes = std::size_t{8} << 20;

  explicit BatchQueue(QString account) : account_(std::move(account)) {}

  /// `position`: the stream's last event ID with this entry.
  void push(HistoryEntry entry, std::string_view position, Arrival arrival);
  /// The last event ID moved without an entry.
  void pass(std::string_view position, Arrival arrival);
  void push_backlog(std::vector<HistoryEntry> entries);

  void hold_live();
  void release_live();
  /// Whether an entry with this id is among the live ones.
  [[nodiscard]] bool has_live(const QString& id) const;

  [[nodiscard]] bool is_full() const;
  [[nodiscard]] bool is_low() const;
  [[nodiscard]] bool backlog_is_empty() const;

  /// The next batch, or nothing: none there, or the last one is still under way.
  std::optional<ReceivedBatch> take();
  /// The batch under way is stored, or has to come again. Without one under way: ignored.
  void settle(bool stored);
  [[nodiscard]] bool is_under_way() const;

 private:
  struct Item {
    std::optional<HistoryEntry> entry;
    QByteArray position;
    Arrival arrival = Arrival::live;
  };

  [[nodiscard]] std::deque<Item>* next_items();
  void drop(std::deque<Item>& items, std::size_t count);

  const QString account_;
  mutable std::mutex mutex_;
  std::deque<Item> live_;
  std::deque<Item> backlog_;
  bool held_ = false;
  std::size_t bytes_ = 0;
  std::deque<Item>* under_way_ = nullptr;
  std::size_t under_way_count_ = 0;
};

}  // namespace tidings::desktop

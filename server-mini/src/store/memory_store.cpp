#include "memory_store.h"

#include <algorithm>

#include "cursor.h"
#include "retention.h"

namespace tidings::server {

MemoryStore::MemoryStore(event_base* loop, StoreOptions options)
    : options_(std::move(options)),
      epoch_(random_name(options_.random(), kEpochLength)),
      server_id_(random_name(options_.random(), kServerIdLength)),
      broadcast_(options_.history, options_.history_age, now()),
      later_(loop) {
  later_.add([this] {
    available_ = true;
    if (listener_ != nullptr) {
      listener_->on_availability(availability());
    }
  });
}

Availability MemoryStore::availability() const {
  return {available_, available_ ? "" : "the store in memory is starting"};
}

void MemoryStore::append(const Notification& notification, const std::optional<IdempotencyKey>& key,
                         AppendCallback callback) {
  NewEntry entry = make_entry(notification, key, options_.clock(), options_.random());
  const LogName name = entry.log;
  Seller* seller = name.is_broadcast() ? nullptr : &touch(name.seller());
  MemoryLog& log = seller == nullptr ? broadcast_ : seller->log;
  auto stored = log.append(std::move(entry), order_.next(now()), now());
  const bool followed = seller == nullptr || seller->followers > 0;
  if (stored.appended.outcome == Appended::Outcome::stored && followed) {
    later_.add([this, name, live = std::move(stored.entry)] {
      if (listener_ != nullptr) {
        listener_->on_entry(name, live);
      }
    });
  }
  later_.add([callback = std::move(callback), appended = std::move(stored.appended)] {
    callback(appended);
  });
}

void MemoryStore::read_after(const LogName& log, Position after, std::size_t limit,
                             std::size_t max_bytes, PageCallback callback) {
  Page page{.entries = {}, .bounds = {.trimmed = {now(), 0}, .last = {now(), 0}}};
  if (log.is_broadcast()) {
    page = broadcast_.read_after(after, limit, max_bytes, now());
  } else if (const auto known = sellers_.find(log.seller()); known != sellers_.end()) {
    page = known->second.log.read_after(after, limit, max_bytes, now());
  }
  later_.add([callback = std::move(callback), page = std::move(page)] { callback(page); });
}

void MemoryStore::follow(const SellerId& seller, FollowCallback callback) {
  Seller& opened = touch(seller);
  if (!opened.has_streamed) {
    opened.has_streamed = true;
    opened.broadcast_marks.mark_read_up_to(broadcast_.bounds(now()).last);
  }
  ++opened.followers;
  const Followed followed{.seller = opened.log.bounds(now()).last,
                          .broadcast = broadcast_.bounds(now()).last};
  later_.add([callback = std::move(callback), followed] { callback(followed); });
}

void MemoryStore::unfollow(const SellerId& seller) {
  if (const auto known = sellers_.find(seller);
      known != sellers_.end() && known->second.followers > 0) {
    --known->second.followers;
    known->second.touched = now();
  }
}

void MemoryStore::mark(const SellerId& seller, const ReadChange& change, DoneCallback callback) {
  Seller& opened = touch(seller);
  if (change.up_to) {
    const auto [own, broadcast] = merged_position(*change.up_to);
    opened.marks.mark_read_up_to(std::min(own, opened.log.bounds(now()).last));
    opened.broadcast_marks.mark_read_up_to(std::min(broadcast, broadcast_.bounds(now()).last));
  }
  mark_ids(opened, change);
  later_.add([this, seller, kind = change.kind, json = to_json(change)] {
    const auto known = sellers_.find(seller);
    if (listener_ != nullptr && known != sellers_.end() && known->second.followers > 0) {
      listener_->on_read_change(seller, kind, json);
    }
  });
  later_.add([callback = std::move(callback)] { callback({}); });
}

void MemoryStore::mark_ids(Seller& seller, const ReadChange& change) {
  seller.marks.forget(seller.log.bounds(now()).trimmed);
  seller.broadcast_marks.forget(broadcast_.bounds(now()).trimmed);
  for (const auto& id : change.ids) {
    MemoryLog& log = id.broadcast ? broadcast_ : seller.log;
    ReadMarks& marks = id.broadcast ? seller.broadcast_marks : seller.marks;
    if (!log.has(id, now())) {
      continue;
    }
    if (change.kind == ReadChange::Kind::read) {
      marks.mark_read(id.position);
    } else {
      marks.mark_unread(id.position, log.kept(now()));
    }
  }
}

void MemoryStore::history(const SellerId& seller, const std::optional<NotificationId>& after,
                          std::size_t limit, HistoryCallback callback) {
  Seller& opened = touch(seller);
  const Followed from = after ? merged_position(*after) : Followed{};
  auto history = merge_history(opened.log.read_after(from.seller, limit, kHistoryBytes, now()),
                               broadcast_.read_after(from.broadcast, limit, kHistoryBytes, now()),
                               limit, opened.marks, opened.broadcast_marks);
  history.unread = opened.marks.unread_of(opened.log.kept(now())) +
                   opened.broadcast_marks.unread_of(broadcast_.kept(now()));
  later_.add([callback = std::move(callback), history = std::move(history)] { callback(history); });
}

void MemoryStore::connection_opened(const SellerId& seller, const std::string& id) {
  touch(seller).connections[id] = options_.clock();
}

void MemoryStore::connection_closed(const SellerId& seller, const std::string& id) {
  touch(seller).connections.erase(id);
}

void MemoryStore::connections(const SellerId& seller, ConnectionsCallback callback) {
  std::vector<ConnectionRecord> records;
  if (const auto known = sellers_.find(seller); known != sellers_.end()) {
    for (const auto& [id, since] : known->second.connections) {
      records.push_back({.id = id, .server = server_id_, .since = since});
    }
  }
  later_.add([callback = std::move(callback), records = std::move(records)] { callback(records); });
}

MemoryStore::Seller& MemoryStore::touch(const SellerId& seller) {
  forget_the_idle();
  auto known = sellers_.find(seller);
  if (known == sellers_.end()) {
    Seller fresh{.log = MemoryLog(options_.history, options_.history_age, now())};
    known = sellers_.emplace(seller, std::move(fresh)).first;
  }
  known->second.touched = now();
  return known->second;
}

/// Looks at a few sellers per call, so that a store with many sellers never stops for all of them.
void MemoryStore::forget_the_idle() {
  constexpr int kLooks = 2;
  const auto life = static_cast<std::uint64_t>(memory_of_a_log(options_.history_age).count());
  auto next = sweep_from_ ? sellers_.lower_bound(*sweep_from_) : sellers_.begin();
  for (int look = 0; look < kLooks && next != sellers_.end(); ++look) {
    const Seller& seller = next->second;
    const bool in_use = seller.followers > 0 || !seller.connections.empty();
    next = !in_use && seller.touched + life < now() ? sellers_.erase(next) : std::next(next);
  }
  sweep_from_ = next == sellers_.end() ? std::nullopt : std::optional(next->first);
}

}  // namespace tidings::server

#include "redis_read_state.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "read_state.h"
#include "redis_keys.h"
#include "retention.h"

namespace tidings::server {
namespace {

struct BothMarks {
  ReadMarks own;
  ReadMarks broadcast;
};

Result<BothMarks> read_marks(const RedisReply& reply) {
  const auto own = reply.elements.size() < 2 ? std::optional<Position>()
                                             : parse_position(reply.elements[0].text);
  const auto broadcast = own ? parse_position(reply.elements[1].text) : std::optional<Position>();
  if (!broadcast) {
    return Error{"the store answered something else than expected to the question what is read",
                 true};
  }
  std::set<Position> own_above;
  std::set<Position> broadcast_above;
  for (auto member = reply.elements.begin() + 2; member != reply.elements.end(); ++member) {
    std::string_view text = member->text;
    const bool of_broadcast = text.starts_with('b');
    text.remove_prefix(of_broadcast ? 1 : 0);
    if (const auto position = parse_position(text)) {
      (of_broadcast ? broadcast_above : own_above).insert(*position);
    }
  }
  return BothMarks{.own = ReadMarks(*own, std::move(own_above)),
                   .broadcast = ReadMarks(*broadcast, std::move(broadcast_above))};
}

std::vector<Position> positions_of(const std::vector<NotificationId>& ids) {
  std::vector<Position> positions;
  positions.reserve(ids.size());
  for (const auto& id : ids) {
    positions.push_back(id.position);
  }
  return positions;
}

/// The answers that make a history, as they come in.
class Gathering {
 public:
  Gathering(std::size_t limit, Store::HistoryCallback callback)
      : limit_(limit), callback_(std::move(callback)) {}

  /// A callback that puts an answer into its place. Each is to be used once.
  template <class T>
  std::function<void(Result<T>)> into(T Gathering::*place, std::shared_ptr<Gathering> self) {
    ++missing_;
    return [self = std::move(self), place](Result<T> answer) {
      if (answer.ok()) {
        (*self).*place = std::move(answer).value();
      } else if (!self->error_) {
        self->error_ = answer.error();
      }
      if (--self->missing_ == 0) {
        self->tell();
      }
    };
  }

  RedisLogs::Opened opened;
  Page own;
  Page broadcast;
  RedisLogs::Kept own_kept;
  RedisLogs::Kept broadcast_kept;
  BothMarks marks;

 private:
  void tell() {
    if (error_) {
      callback_(*error_);
      return;
    }
    History history =
        merge_history(std::move(own), std::move(broadcast), limit_, marks.own, marks.broadcast);
    history.unread = marks.own.unread_of(positions_of(own_kept.ids)) +
                     marks.broadcast.unread_of(positions_of(broadcast_kept.ids));
    callback_(std::move(history));
  }

  std::size_t limit_;
  Store::HistoryCallback callback_;
  std::size_t missing_ = 0;
  std::optional<Error> error_;
};

}  // namespace

void RedisReadState::history(const SellerId& seller, const std::optional<NotificationId>& after,
                             std::size_t limit, Store::HistoryCallback callback) {
  const LogName own(seller);
  const Followed from = after ? merged_position(*after) : Followed{};
  const auto parts = std::make_shared<Gathering>(limit, std::move(callback));
  logs_.open(own, {}, parts->into(&Gathering::opened, parts));
  logs_.read_after(own, from.seller, limit, kHistoryBytes, parts->into(&Gathering::own, parts));
  logs_.read_after(LogName::broadcast(), from.broadcast, limit, kHistoryBytes,
                   parts->into(&Gathering::broadcast, parts));
  logs_.kept(own, parts->into(&Gathering::own_kept, parts));
  logs_.kept(LogName::broadcast(), parts->into(&Gathering::broadcast_kept, parts));
  calls_.run(Script::marks,
             {"4", redis_keys::meta(own), redis_keys::read(own), redis_keys::read_ids(own),
              redis_keys::read_broadcasts(own)},
             [put = parts->into(&Gathering::marks, parts)](const Result<RedisReply>& reply) {
               put(reply.ok() ? read_marks(*reply) : Result<BothMarks>(reply.error()));
             });
}

void RedisReadState::mark(const SellerId& seller, const ReadChange& change,
                          Store::DoneCallback callback) {
  const LogName own(seller);
  // Its answer is not needed: when it is refused, so is what follows.
  logs_.open(own, {}, [](const Result<RedisLogs::Opened>&) {});
  const bool of_broadcasts =
      change.up_to || std::any_of(change.ids.begin(), change.ids.end(),
                                  [](const NotificationId& id) { return id.broadcast; });
  if (!of_broadcasts) {
    mark_with(own, change, {}, std::move(callback));
    return;
  }
  logs_.kept(LogName::broadcast(), [this, own, change, callback = std::move(callback)](
                                       const Result<RedisLogs::Kept>& broadcasts) {
    if (broadcasts.ok()) {
      mark_with(own, change, *broadcasts, callback);
    } else {
      callback(broadcasts.error());
    }
  });
}

void RedisReadState::mark_with(const LogName& log, const ReadChange& change,
                               const RedisLogs::Kept& broadcasts, Store::DoneCallback callback) {
  std::vector<std::string> own_ids;
  std::vector<std::string> broadcast_positions;
  for (const auto& id : change.ids) {
    if (!id.broadcast) {
      own_ids.push_back(to_text(id));
    } else if (std::find(broadcasts.ids.begin(), broadcasts.ids.end(), id) !=
               broadcasts.ids.end()) {
      broadcast_positions.push_back(to_text(id.position));
    }
  }
  std::string own_up_to;
  std::string broadcast_up_to;
  if (change.up_to) {
    const auto [own, broadcast] = merged_position(*change.up_to);
    own_up_to = to_text(within_reach(own));
    broadcast_up_to = to_text(std::min(broadcast, broadcasts.bounds.last));
  }
  const bool read = change.kind == ReadChange::Kind::read;
  std::vector<std::string> words = {
      "5",
      redis_keys::log(log),
      redis_keys::meta(log),
      redis_keys::read(log),
      redis_keys::read_ids(log),
      redis_keys::read_broadcasts(log),
      calls_.now(),
      calls_.age(),
      calls_.life(),
      read ? "r" : "u",
      std::move(own_up_to),
      std::move(broadcast_up_to),
      to_text(broadcasts.bounds.trimmed),
      redis_keys::channel(log),
      (read ? "r " : "u ") + calls_.epoch() + ' ' + to_json(change),
      std::to_string(own_ids.size()),
      std::to_string(broadcast_positions.size()),
  };
  std::move(own_ids.begin(), own_ids.end(), std::back_inserter(words));
  std::move(broadcast_positions.begin(), broadcast_positions.end(), std::back_inserter(words));
  if (!read) {
    for (const auto& id : broadcasts.ids) {
      words.push_back(to_text(id.position));
    }
  }
  calls_.run(Script::mark, std::move(words),
             [callback = std::move(callback)](const Result<RedisReply>& reply) {
               callback(reply.ok() ? Result<void>() : Result<void>(reply.error()));
             });
}

}  // namespace tidings::server

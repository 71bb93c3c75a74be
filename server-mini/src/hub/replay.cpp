#include "hub/replay.h"

#include <algorithm>
#include <utility>

namespace tidings::server {
namespace {

constexpr LogKind kBoth[] = {LogKind::seller, LogKind::broadcast};

}  // namespace

ReplayStart replay_start(std::string_view last_event_id, std::string_view epoch) {
  if (asks_for_everything(last_event_id))
    return {ReplayStart::Kind::everything, {}};
  const auto cursor = parse_cursor(last_event_id);
  if (!cursor || cursor->epoch != epoch)
    return {ReplayStart::Kind::unknown, {}};
  return {ReplayStart::Kind::cursor, {cursor->seller, cursor->broadcast}};
}

Replay::Replay(const ReplayStart& start, const Followed& live_from) : standing_(start.from) {
  gap_ = start.kind == ReplayStart::Kind::unknown;
  log(LogKind::seller).target = live_from.seller;
  log(LogKind::broadcast).target = live_from.broadcast;
  for (const LogKind kind : kBoth) {
    log(kind).check = start.kind == ReplayStart::Kind::cursor;
    // A cursor beyond the live position may be right: another server can be a moment ahead.
    log(kind).must_read = log(kind).check && standing_.of(kind) > log(kind).target;
  }
}

bool Replay::needs_read(LogKind kind) const {
  const Log& one = log(kind);
  return one.page.empty() && !one.reading && (one.must_read || standing_.of(kind) < one.target);
}

void Replay::settle(LogKind kind) {
  Log& one = log(kind);
  Position& at = standing_.of(kind);
  if (one.page.empty())
    at = std::max(at, one.page_end);
  while (!one.held.empty() && one.held.front().position <= at)
    drop_held(one);
}

void Replay::drop_held(Log& one) {
  held_size_ -= one.held.front().json.size();
  one.held.pop_front();
}

std::optional<Replay::Read> Replay::next_read() {
  for (const LogKind kind : kBoth) {
    settle(kind);
    if (!needs_read(kind))
      continue;
    Log& one = log(kind);
    one.reading = true;
    one.read_to = one.target;
    return Read{kind, standing_.of(kind), ++one.read};
  }
  return std::nullopt;
}

void Replay::on_page(LogKind kind, std::uint32_t number, Page page) {
  Log& one = log(kind);
  if (!one.reading || number != one.read)
    return;
  one.reading = false;
  one.must_read = false;
  Position& at = standing_.of(kind);
  const bool covered = !one.check || page.bounds.covers(at);
  one.check = true;
  if (!covered) {
    gap_ = true;
    if (at > page.bounds.last)
      return restart(kind, Position{});
  }
  // Whoever resumes from here on must not be told again of what was gone before.
  at = std::max(at, page.bounds.trimmed);
  one.page.assign(std::make_move_iterator(page.entries.begin()),
                  std::make_move_iterator(page.entries.end()));
  one.page_end = page.more && !one.page.empty() ? one.page.back().position
                                                : std::max(page.bounds.last, one.read_to);
}

void Replay::on_read_failed(LogKind kind, std::uint32_t number) {
  Log& one = log(kind);
  if (one.reading && number == one.read) {
    one.reading = false;
    one.must_read = true;
  }
}

void Replay::on_live(LogKind kind, const Entry& entry) {
  if (entry.position <= standing_.of(kind))
    return;
  log(kind).held.push_back(entry);
  held_size_ += entry.json.size();
  for (const LogKind from : {kind, LogKind::seller, LogKind::broadcast}) {
    Log& one = log(from);
    while (held_size_ > kMaxHeld && !one.held.empty()) {
      one.target = one.held.front().position;
      drop_held(one);
    }
  }
}

/// Forgets what was read, and reads again after `from`; what is kept there is no gap.
void Replay::restart(LogKind kind, Position from) {
  Log& one = log(kind);
  one.page.clear();
  one.page_end = Position{};
  one.reading = false;
  one.must_read = true;
  one.check = false;
  standing_.of(kind) = from;
}

void Replay::on_gap(LogKind kind, Position resumed_at) {
  Log& one = log(kind);
  const bool check = one.check;
  while (!one.held.empty())
    drop_held(one);
  one.target = resumed_at;
  restart(kind, standing_.of(kind));
  one.check = check;
}

void Replay::on_new_epoch() {
  for (const LogKind kind : kBoth) {
    on_gap(kind, Position{});
    restart(kind, Position{});
  }
  gap_ = true;
}

const std::deque<Entry>& Replay::source(LogKind kind) const {
  return log(kind).page.empty() ? log(kind).held : log(kind).page;
}

/// The log whose entry comes next; nothing when both are at their end.
std::optional<LogKind> Replay::next_log() const {
  std::optional<LogKind> first;
  for (const LogKind kind : kBoth) {
    if (!source(kind).empty() &&
        (!first || source(kind).front().position < source(*first).front().position))
      first = kind;
  }
  return first;
}

Standing Replay::upcoming() const {
  Standing out = standing_;
  if (const auto kind = next_log())
    out.of(*kind) = source(*kind).front().position;
  return out;
}

Replay::Step Replay::next() {
  for (const LogKind kind : kBoth) {
    settle(kind);
    if (log(kind).reading || needs_read(kind))
      return Wait{};
  }
  if (std::exchange(gap_, false))
    return Gap{};
  const auto kind = next_log();
  if (!kind)
    return Done{};
  Log& one = log(*kind);
  const bool from_page = !one.page.empty();
  Entry entry = std::move(from_page ? one.page.front() : one.held.front());
  standing_.of(*kind) = entry.position;
  if (from_page) {
    one.page.pop_front();
  } else {
    held_size_ -= entry.json.size();
    one.held.pop_front();
  }
  return entry;
}

}  // namespace tidings::server

#include "hub/stream.h"

#include <array>
#include <utility>

#include "hub/sse_text.h"

namespace tidings::server {
namespace {

/// How much of a replay is written at once.
constexpr std::size_t kPieceSize = std::size_t{16} << 10;

}  // namespace

struct Stream::Replaying {
  Replay replay;
  std::string requested;      // what a gap that is found says was asked for
  bool stalled = false;       // a read failed
  bool fell_behind = false;   // it was live before
  bool says_position = true;  // at the end: the client does not know where it stands
  std::size_t unsent = 0;     // when the reader was last looked at
};

Stream::Stream(StreamHost& host, SellerStreams& group, std::uint64_t number,
               const Followed& live_from, const std::optional<ReplayStart>& resume,
               std::string requested)
    : host_(host),
      group_(group),
      number_(number),
      standing_{live_from.seller, live_from.broadcast} {
  if (resume)
    replay_ =
        std::make_unique<Replaying>(Replaying{Replay(*resume, live_from), std::move(requested)});
}

Stream::~Stream() {
  if (!std::exchange(ended_, true))
    host_.on_ended(*this);
}

void Stream::start(StreamOutput& output) {
  output_ = &output;
  write(host_.opening());
  if (replay_)
    write_some();
  else
    write(sse::position(host_.cursor_text(standing_)));
  host_.on_started(*this);
}

void Stream::on_writable() {
  if (std::exchange(behind_, false))
    host_.on_sent(*this);
  pump();
}

void Stream::pump() {
  while (replay_ && !ended_ && output_->unsent() == 0 && write_some()) {
  }
}

/// Writes the next piece of the replay. Whether there is more to write at once.
bool Stream::write_some() {
  std::string piece;
  bool more = true;
  while (more && piece.size() < kPieceSize) {
    auto step = replay_->replay.next();
    const Standing& at = replay_->replay.standing();
    if (const auto* entry = std::get_if<Entry>(&step)) {
      piece += sse::notification_head(host_.cursor_text(at));
      piece.append(entry->json).append(sse::kBlockEnd);
      host_.on_delivered();
      replay_->requested.clear();
    } else if (std::holds_alternative<Replay::Gap>(step)) {
      const std::string requested =
          replay_->requested.empty() ? host_.cursor_text(at) : replay_->requested;
      piece += sse::control_event(
          "gap", sse::gap_data(requested, host_.cursor_text(replay_->replay.upcoming())));
      host_.on_gap_sent();
      replay_->says_position = true;
    } else if (std::holds_alternative<Replay::Wait>(step)) {
      while (const auto read = replay_->replay.next_read())
        host_.read(*this, *read);
      more = false;
    } else {
      standing_ = at;
      if (replay_->says_position)
        piece += sse::position(host_.cursor_text(standing_));
      replay_.reset();
      more = false;
    }
  }
  if (!piece.empty())
    write(piece);
  if (replay_ && replay_->fell_behind && output_->unsent() > 0)
    be_behind();
  return more;
}

void Stream::on_page(LogKind log, std::uint32_t number, Result<Page> page) {
  if (!replay_)
    return;
  if (!page) {
    replay_->replay.on_read_failed(log, number);
    replay_->stalled = true;
    return;
  }
  replay_->replay.on_page(log, number, std::move(page).value());
  pump();
}

void Stream::retry_reads() {
  if (replay_ && std::exchange(replay_->stalled, false))
    pump();
}

void Stream::deliver(LogKind log, const Entry& entry) {
  if (ended_)
    return;
  if (replay_) {
    replay_->replay.on_live(log, entry);
    return;
  }
  if (entry.position <= standing_.of(log))
    return;
  report_gap();
  standing_.of(log) = entry.position;
  const std::string head = sse::notification_head(host_.cursor_text(standing_));
  const std::array<std::string_view, 3> pieces{head, entry.json, sse::kBlockEnd};
  output_->write(pieces);
  host_.on_delivered();
  host_.on_sent(*this);
  if (output_->unsent() > host_.send_buffer())
    fall_behind();
}

void Stream::on_gap(LogKind log, Position resumed_at) {
  if (ended_)
    return;
  if (replay_) {
    replay_->replay.on_gap(log, resumed_at);
    pump();
    return;
  }
  if (!gap_requested_)
    gap_requested_ = std::make_unique<std::string>(host_.cursor_text(standing_));
  standing_.of(log) = resumed_at;
}

void Stream::on_new_epoch() {
  if (replay_) {
    replay_->requested = host_.cursor_text(replay_->replay.standing());
    replay_->replay.on_new_epoch();
  } else if (!gap_requested_) {
    gap_requested_ = std::make_unique<std::string>(host_.cursor_text(standing_));
  }
  standing_ = Standing{};
}

void Stream::report_gap() {
  if (!gap_requested_ || ended_)
    return;
  const auto requested = std::move(gap_requested_);
  const std::string now = host_.cursor_text(standing_);
  host_.on_gap_sent();
  write(sse::control_event("gap", sse::gap_data(*requested, now)) + sse::position(now));
}

void Stream::write_block(std::string_view block) {
  if (ended_)
    return;
  write(block);
  if (output_->unsent() > 2 * host_.send_buffer())
    cut();  // these blocks are in no log
  else if (output_->unsent() > host_.send_buffer() && !replay_)
    fall_behind();
}

void Stream::write_heartbeat(std::string_view block) {
  // Bytes that wait already are as good as a heartbeat, once the peer takes them. A replay writes
  // as soon as it does: here it did not for a whole heartbeat.
  if (output_->unsent() == 0)
    write(block);
  else if (replay_)
    cut();
  else
    host_.on_sent(*this);
}

void Stream::end(std::string_view last_block) {
  if (std::exchange(ended_, true))
    return;
  if (!last_block.empty())
    output_->write({&last_block, 1});
  output_->end();
  host_.on_ended(*this);
}

void Stream::write(std::string_view text) {
  output_->write({&text, 1});
  host_.on_sent(*this);
}

/// From here on the log is read, as fast as the reader takes it.
void Stream::fall_behind() {
  report_gap();
  if (ended_)
    return;
  const ReplayStart here{ReplayStart::Kind::cursor, standing_};
  replay_ = std::make_unique<Replaying>(
      Replaying{Replay(here, {standing_.seller, standing_.broadcast}), {}});
  replay_->fell_behind = true;
  replay_->says_position = false;
  be_behind();
}

void Stream::be_behind() {
  replay_->unsent = output_->unsent();
  behind_ = true;
  host_.on_behind(*this);
}

void Stream::check_reader() {
  if (ended_ || !behind_)
    return;
  const std::size_t unsent = output_->unsent();
  if (!replay_ || unsent >= std::exchange(replay_->unsent, unsent))
    return cut();
  host_.on_behind(*this);
}

void Stream::cut() {
  if (std::exchange(ended_, true))
    return;
  host_.on_slow_reader(*this);
  output_->abort();
  host_.on_ended(*this);
}

}  // namespace tidings::server

#include "observation/connection_recorder.h"

#include <algorithm>
#include <functional>

#include "tidings/json_text.h"

#include "position_in_data.h"
#include "timestamp.h"

namespace tidings {
namespace {

using std::chrono::milliseconds;

/// What comes within this time was sent in one go: large pieces arrive in several reads.
constexpr milliseconds kOnePiece{50};
/// In larger data nobody looks for a time.
constexpr std::size_t kLargestLookedInto = std::size_t{64} << 10;

std::size_t content_of(const Event& event) {
  const std::hash<std::string_view> hash;
  constexpr std::size_t kMix = 0x9e3779b97f4a7c15U;
  return hash(event.type) * kMix ^ hash(event.data);
}

}  // namespace

ConnectionRecorder::ConnectionRecorder(const ObservedMeaning& meaning)
    : meaning_(meaning), parser_(meaning.limits) {}

milliseconds ConnectionRecorder::since_start(BootTime now) const {
  return std::chrono::duration_cast<milliseconds>(now - started_);
}

void ConnectionRecorder::start(const std::string& url, Now now) {
  seen_.url = url;
  seen_.started = now.wall;
  started_ = now.boot;
}

void ConnectionRecorder::redirect(ObservedRedirect redirect, bool within_origin) {
  seen_.redirects.push_back(std::move(redirect));
  seen_.within_origin = within_origin;
  seen_.head.reset();
  seen_.connection.reset();
}

void ConnectionRecorder::on_connection(const HttpConnectionFacts& facts) {
  seen_.connection = facts;
}

void ConnectionRecorder::on_head(const HttpResponseHead& head, BootTime now) {
  seen_.head = head;
  seen_.head_at = since_start(now);
  seen_.last_byte_at = seen_.head_at;
  auto mapping =
      EventMapping::create(meaning_.preset.value_or(detect_preset(head)), meaning_.mapping);
  if (mapping) {
    mapping_ = std::move(*mapping);
  }
}

void ConnectionRecorder::on_bytes(std::string_view bytes, BootTime now) {
  if (bytes.empty()) {
    return;
  }
  const milliseconds at = since_start(now);
  seen_.longest_silence = std::max(seen_.longest_silence, at - seen_.last_byte_at);
  seen_.last_byte_at = at;
  if (seen_.pieces.empty() || now - piece_began_ > kOnePiece) {
    begin_piece(now);
  }
  piece().bytes += bytes.size();
  piece().heartbeats += comments_.feed(bytes);
  parser_.feed(bytes, *this);
}

void ConnectionRecorder::begin_piece(BootTime now) {
  if (comments_.pause()) {
    ++piece().heartbeats;
  }
  keeps_pieces_ = seen_.pieces.size() < ObservedConnection::kMostPieces;
  piece_began_ = now;
  ObservedPiece begun;
  begun.at = since_start(now);
  if (keeps_pieces_) {
    seen_.pieces.push_back(begun);
  } else {
    unkept_piece_ = begun;
  }
}

void ConnectionRecorder::on_event(const Event& event) {
  if (!meaning_.position_in_data) {
    record(event);
    return;
  }
  const auto named = position_named_by(event, *meaning_.position_in_data, meaning_.limits.id_size);
  const std::string position = named.value_or(seen_.last_id);
  record({event.type, event.data, position, named.has_value()});
}

void ConnectionRecorder::record(const Event& event) {
  const EventKind kind = mapping_.kind(event);
  if (kind == EventKind::heartbeat) {
    ++piece().heartbeats;
  } else {
    ++piece().events;
    note_made(event.data);
  }
  std::string before = seen_.last_id;
  note_position(event.last_event_id);
  if (kind != EventKind::ordinary) {
    return;
  }
  ++seen_.event_count;
  ObservedEvent observed{std::string(event.last_event_id), event.has_own_id, content_of(event)};
  if (event.has_own_id && !observed.last_event_id.empty()) {
    ++seen_.events_with_id;
    if (!before.empty()) {
      seen_.id_before_last_event = std::move(before);
      seen_.last_event_with_id = observed;
    }
  }
  if (seen_.events.size() < ObservedConnection::kMostEvents) {
    seen_.events.push_back(std::move(observed));
  }
}

void ConnectionRecorder::note_made(std::string_view data) {
  if (mapping_.preset() != Preset::tidings || data.size() > kLargestLookedInto ||
      !json::validate(data)) {
    return;
  }
  const auto value = json::at(data, "/createdAt");
  const auto seconds =
      value ? utc_timestamp_seconds(json::scalar_text(*value)) : std::optional<std::int64_t>{};
  if (seconds) {
    piece().last_made = std::chrono::seconds{*seconds};
    piece().first_made = piece().first_made.value_or(*piece().last_made);
  }
}

void ConnectionRecorder::on_last_event_id(std::string_view id) {
  if (!meaning_.position_in_data) {
    note_position(id);
  }
}

void ConnectionRecorder::note_position(std::string_view position) {
  if (!position.empty() && seen_.first_id.empty()) {
    seen_.first_id = position;
  }
  seen_.last_id = position;
}

void ConnectionRecorder::on_reconnection_time(milliseconds time) {
  seen_.retry = time;
}

void ConnectionRecorder::on_event_too_large(std::uint64_t) {
  ++piece().events;
  ++seen_.event_count;
}

void ConnectionRecorder::on_end(const HttpEnd& end, BootTime now) {
  seen_.end = end;
  seen_.watched = since_start(now);
}

ObservedConnection ConnectionRecorder::stopped(BootTime now) const {
  ObservedConnection seen = seen_;
  if (!seen.end) {
    seen.watched = since_start(now);
  }
  CommentHeartbeats comments = comments_;
  if (keeps_pieces_ && comments.pause()) {
    ++seen.pieces.back().heartbeats;
  }
  return seen;
}

}  // namespace tidings

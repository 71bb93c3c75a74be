#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidings/clock.h"
#include "tidings/event_parser.h"
#include "tidings/mapping.h"
#include "tidings/observation.h"

#include "observation/comment_heartbeats.h"

namespace tidings {

/// How the events of the stream are to be understood.
struct ObservedMeaning {
  std::optional<Preset> preset;  ///< unset: found out from the answer
  std::vector<std::pair<std::string, std::string>> mapping;
  EventLimits limits;
  std::optional<PositionInData> position_in_data;  ///< set: ids do not count
};

/// Writes down what comes of one request. Knows no socket and no clock: it is told what happened
/// and when.
class ConnectionRecorder final : private EventSink {
 public:
  explicit ConnectionRecorder(const ObservedMeaning& meaning);

  /// A request starts; after a redirect, another one.
  void start(const std::string& url, Now now);
  void redirect(ObservedRedirect redirect, bool within_origin);
  void on_connection(const HttpConnectionFacts& facts);
  void on_head(const HttpResponseHead& head, BootTime now);
  void on_bytes(std::string_view bytes, BootTime now);
  void on_end(const HttpEnd& end, BootTime now);

  [[nodiscard]] const ObservedConnection& so_far() const noexcept { return seen_; }
  /// The record, as it stands when looking stops now.
  [[nodiscard]] ObservedConnection stopped(BootTime now) const;

 private:
  [[nodiscard]] std::chrono::milliseconds since_start(BootTime now) const;
  void begin_piece(BootTime now);
  /// The one that bytes are added to.
  ObservedPiece& piece() { return keeps_pieces_ ? seen_.pieces.back() : unkept_piece_; }
  void note_made(std::string_view data);
  void record(const Event& event);
  void note_position(std::string_view position);

  // EventSink, while `on_bytes` feeds the parser.
  void on_event(const Event& event) override;
  void on_last_event_id(std::string_view id) override;
  void on_reconnection_time(std::chrono::milliseconds time) override;
  void on_event_too_large(std::uint64_t size) override;
  void on_id_too_large(std::uint64_t) override {}

  const ObservedMeaning& meaning_;
  ObservedConnection seen_;
  BootTime started_{};
  EventParser parser_;
  CommentHeartbeats comments_;
  EventMapping mapping_{Preset::plain};
  ObservedPiece unkept_piece_;  ///< when there are too many
  bool keeps_pieces_ = true;
  BootTime piece_began_{};
};

}  // namespace tidings

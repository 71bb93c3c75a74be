#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "tidings/export.h"

namespace tidings {

/// One dispatched event. The views are lent: they hold until the callback returns.
struct Event {
  std::string_view type;           ///< `message` when the stream named none
  std::string_view data;           ///< exactly as the standard builds it, without the last newline
  std::string_view last_event_id;  ///< the stream's last event ID after this event; may be empty
  bool has_own_id = false;         ///< this event's own block carried a valid `id` field
};

/// What the parser refuses to hold. Nothing an endless stream sends grows memory beyond these.
/// Sizes are those of the decoded text: a byte that is no UTF-8 becomes three.
struct EventLimits {
  /// Data, event type and id of one event together, in bytes. A larger event is skipped to its
  /// blank line; its id counts all the same.
  std::size_t event_size = std::size_t{64} << 20;
  /// An id ends up in a request header: a longer one, in bytes, is ignored and reported.
  std::size_t id_size = std::size_t{16} << 10;
};

/// Receives what the parser finds, in the order of the stream, during `feed`. Must neither call the
/// parser nor throw.
class TIDINGS_API EventSink {
 public:
  virtual ~EventSink() = default;
  virtual void on_event(const Event& event) = 0;
  /// A block ended that carried an id but dispatched nothing: the standard keeps the id.
  virtual void on_last_event_id(std::string_view id) = 0;
  /// A `retry` field, at its line end. Values beyond what milliseconds hold saturate.
  virtual void on_reconnection_time(std::chrono::milliseconds time) = 0;
  /// A comment line has ended: often a heartbeat.
  virtual void on_comment() {}
  /// An event of `size` bytes was skipped. Comes at its blank line, after which the stream goes on;
  /// if the event carried an id, `on_last_event_id` follows.
  virtual void on_event_too_large(std::uint64_t size) = 0;
  /// An id of `size` bytes was ignored.
  virtual void on_id_too_large(std::uint64_t size) = 0;
};

/// The standard's event stream parser (HTML, 9.2.5 "Parsing an event stream" and 9.2.6
/// "Interpreting an event stream"): bytes go in, in pieces of any size; events come out. Knows
/// nothing of HTTP, time or reconnecting. Line ends are LF, CR and CRLF, mixed as they come; one
/// leading BOM is dropped; invalid UTF-8 becomes U+FFFD; an unfinished event at the end of a stream
/// is dropped, as the standard says.
///
/// One object per stream: `last_event_id` outlives connections, `reset` starts a new connection.
/// Not thread-safe. An event whose single data line lies within one piece is lent from that piece:
/// no copy, and once warm no allocation.
class TIDINGS_API EventParser {
 public:
  explicit EventParser(EventLimits limits = {});
  ~EventParser();
  EventParser(EventParser&&) noexcept;
  EventParser& operator=(EventParser&&) noexcept;

  /// Parses the next piece and calls `sink` for what it completes. The bytes are not kept.
  void feed(std::string_view bytes, EventSink& sink);

  /// Forgets the unfinished block and line: the next byte is the first of a new connection.
  void reset();

  /// The stream's last event ID: what the next request's `Last-Event-ID` carries. Changes only at a
  /// block's end.
  [[nodiscard]] std::string_view last_event_id() const noexcept;
  void set_last_event_id(std::string_view id);

  /// Bytes held in buffers, for measuring: bounded by the limits.
  [[nodiscard]] std::size_t buffered_bytes() const noexcept;

  /// Gives back buffer memory beyond `keep` bytes, after a burst.
  void shrink(std::size_t keep);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tidings

#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/clock.h"
#include "tidings/event_parser.h"
#include "tidings/http_transport.h"
#include "tidings/reconnect_policy.h"
#include "tidings/result.h"
#include "tidings/stream_client.h"
#include "tidings/stream_settings.h"

#include "bearer_token.h"
#include "duplicate_filter.h"
#include "heartbeat_watch.h"
#include "session_driver.h"
#include "stream_request.h"

namespace tidings {

/// One stream's life as a pure state machine: what to request, what an answer means, when to wait,
/// when it is over. It knows no socket, no thread, no clock and no random source: the moment comes
/// with each input, requests go to the driver, events and states to the callbacks. After an input
/// the driver looks at `deadline` and calls `on_time` when that moment has come.
///
/// Never two requests at a time: `start_request` follows only `abandon` or `on_end`.
class StreamSession final : private EventSink {
 public:
  /// `random` gives numbers in [0, 1). `driver` and `callbacks` must outlive the session.
  StreamSession(StreamSettings settings, const StreamCallbacks& callbacks, SessionDriver& driver,
                std::function<double()> random);

  void start(Now now);
  void on_token(const Result<std::string>& token, Now now);
  void on_head(const HttpResponseHead& head, Now now);
  void on_bytes(std::string_view bytes, Now now);
  void on_activity(Now now);
  void on_end(const HttpEnd& end, Now now);
  void on_time(Now now);
  /// Silence is not judged while paused.
  void set_paused(bool paused, Now now);
  /// Tries at once when waiting; with `open_too` also drops the connection under way.
  void reconnect_now(bool open_too, Now now);
  /// Ends everything; no callback is called any more.
  void stop();

  /// When `on_time` is due; nothing: only an input can change something.
  [[nodiscard]] std::optional<BootTime> deadline() const;
  /// A large event has left memory behind, to be given back at `deadline`: after `on_bytes` it may
  /// be earlier than before.
  [[nodiscard]] bool holds_room() const noexcept;
  [[nodiscard]] bool finished() const noexcept { return state_ == State::finished; }
  [[nodiscard]] const StreamSettings& settings() const noexcept { return settings_; }
  /// With the silence that still lasts.
  [[nodiscard]] StreamStatistics statistics(BootTime now) const;

 private:
  enum class State { idle, fetching_token, requesting, open, waiting, finished };

  // A try: token, request, answer.
  void begin_try(Now now);
  void request(Now now);
  void open(const HttpResponseHead& head, Now now);
  void redirect(const HttpResponseHead& head, Now now);
  void refuse_token(const HttpResponseHead& head, const std::string& reason);

  // How a try ends.
  void try_failed(const std::string& reason, Now now,
                  std::optional<std::chrono::milliseconds> retry_after = std::nullopt);
  void connection_ended(const std::string& reason, Now now);
  void end_without_reconnect(const HttpEnd& end);
  void wait(const std::string& reason, Now now,
            std::optional<std::chrono::milliseconds> retry_after);
  void finish(StreamEnd::Kind kind, std::string reason);
  /// Because of this answer of `url`.
  void finish(StreamEnd::Kind kind, std::string reason, const HttpResponseHead& head,
              std::string url);
  void finish(const StreamEnd& end);
  void on_silence(Now now);

  /// After which the next request resumes; empty for the stream's start.
  [[nodiscard]] std::string_view position() const;
  [[nodiscard]] bool was_healthy(Now now) const;
  [[nodiscard]] ReconnectHints hints() const;
  void note_bytes(Now now);
  [[nodiscard]] std::optional<BootTime> silence_due() const;
  void warn(const std::string& message) const;

  void deliver(const Event& event);
  Event with_position_in_data(Event event);

  // EventSink, while `on_bytes` feeds the parser.
  void on_event(const Event& event) override;
  void on_last_event_id(std::string_view id) override;
  void on_reconnection_time(std::chrono::milliseconds time) override;
  void on_event_too_large(std::uint64_t size) override;
  void on_id_too_large(std::uint64_t size) override;

  StreamSettings settings_;
  const StreamCallbacks& callbacks_;
  SessionDriver& driver_;
  std::function<double()> random_;

  State state_ = State::idle;
  StreamRequest request_;
  EventParser parser_;
  HeartbeatWatch heartbeat_;
  DuplicateFilter duplicates_;
  std::string position_in_data_;  ///< with `StreamSettings::position_in_data`
  StreamStatistics statistics_;

  BearerToken token_;

  unsigned failed_tries_ = 0;
  std::optional<std::chrono::milliseconds> server_reconnection_time_;
  BootTime last_activity_{};
  BootTime opened_at_{};
  BootTime retry_at_{};
  bool event_arrived_ = false;  ///< on this connection
  bool byte_arrived_ = false;   ///< of this connection's body
  bool gave_room_back_ = false;
  bool paused_ = false;
  bool fell_silent_ = false;  ///< the last connection; a kept one would be as dead
  bool warned_of_silence_ = false;
};

}  // namespace tidings

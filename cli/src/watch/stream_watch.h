#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/event_loop.h"
#include "tidings/mapping.h"
#include "tidings/result.h"
#include "tidings/stream_client.h"

#include "console.h"
#include "exit_status.h"
#include "foreground.h"
#include "messages.h"
#include "watch/back_pressure.h"
#include "watch/event_delivery.h"
#include "watch/event_filter.h"
#include "watch/received_event.h"
#include "watch/stream_name.h"
#include "watch/time_limits.h"
#include "watch/watch_options.h"

namespace tidings::cli {

/// A run of `tidings watch`: the streams, which of their events are delivered, and the reasons to
/// end. Everything happens on the client's thread.
class StreamWatch final : public ForegroundTask {
 public:
  StreamWatch(const WatchOptions& options, StreamClient& client, Console& console);

  bool start() override;
  void stop(ExitStatus status, std::string_view reason) override;
  void output_failed(int error) override;
  void output_backed_up(bool backed_up) override;
  void settle() override;

  [[nodiscard]] ExitStatus status() const override { return status_; }

 private:
  struct Stream {
    StreamName name;
    StreamId id = 0;
    EventMapping mapping{Preset::plain};  ///< until the first answer, which may say more
    std::optional<StreamEnd::Kind> end;
  };

  StreamCallbacks callbacks_for(Stream& stream);
  void opened(Stream& stream, const StreamOpened& opened);
  void received(Stream& stream, const Event& event);
  void received_control(Stream& stream, const ReceivedEvent& received);
  /// An event, or an id without one, that nothing is done about.
  void left_out(Stream& stream, std::string_view last_event_id);
  void hook_failed(const std::string& reason);
  void pause_reading(bool paused);
  void ended(Stream& stream, const StreamEnd& end);
  /// `text`, and whose it is when there are several streams.
  [[nodiscard]] std::string about(const Stream& stream, std::string text) const;
  void say_why(ExitStatus status, const std::string& reason);
  /// Nothing more is read; the program ends once everything is written.
  void finish(ExitStatus status, std::string_view reason);

  const WatchOptions& options_;
  StreamClient& client_;
  Console& console_;
  Messages& messages_;
  EventFilter filter_;
  std::vector<std::unique_ptr<Stream>> streams_;
  TimeLimits limits_;
  BackPressure pressure_;
  EventDelivery delivery_;
  std::optional<WallTime> round_;  ///< when what the loop has just read came: asked once a round
  std::uint64_t printed_ = 0;
  ExitStatus status_ = ExitStatus::success;
  bool finished_ = false;  ///< nothing more is read
  bool stopping_ = false;  ///< and nobody waits for the output's reader
};

}  // namespace tidings::cli

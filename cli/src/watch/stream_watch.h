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
#include "descriptor_writer.h"
#include "exit_status.h"
#include "foreground.h"
#include "messages.h"
#include "watch/back_pressure.h"
#include "watch/desktop_notifier.h"
#include "watch/event_filter.h"
#include "watch/hook_runner.h"
#include "watch/position_keeper.h"
#include "watch/printer.h"
#include "watch/stream_name.h"
#include "watch/time_limits.h"
#include "watch/watch_options.h"

namespace tidings::cli {

/// A run of `tidings watch`: the streams' events through choosing and showing to the output, and
/// the reasons to end. Everything happens on the client's thread.
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
  /// Shows the event, acts on it, and notes what that means for the stream's position.
  void deal_with(Stream& stream, const ReceivedEvent& received, bool with_hook);
  void print(const ReceivedEvent& received);
  void add_hook(Stream& stream, const ReceivedEvent& received, std::uint64_t number);
  /// An event, or an id without one, that nothing is done about.
  void left_out(Stream& stream, std::string_view last_event_id);
  /// The error says what of the options cannot be used.
  Result<void> open_desktop();
  Result<void> open_positions();
  void keep_positions();
  void hook_failed(const std::string& reason);
  void pause_reading(bool paused);
  /// Hooks and the desktop have nothing left to do.
  [[nodiscard]] bool has_acted() const;
  void ended(Stream& stream, const StreamEnd& end);
  /// `text`, and whose it is when there are several streams.
  [[nodiscard]] std::string about(const Stream& stream, std::string text) const;
  void say_why(ExitStatus status, const std::string& reason);
  /// Nothing more is read; the program ends once everything is written.
  void finish(ExitStatus status, std::string_view reason);

  const WatchOptions& options_;
  StreamClient& client_;
  Console& console_;
  DescriptorWriter& out_;
  Messages& messages_;
  EventFilter filter_;
  std::unique_ptr<Printer> printer_;
  std::optional<HookRunner> hooks_;
  std::unique_ptr<DesktopNotifier> desktop_;
  std::optional<PositionKeeper> positions_;
  std::vector<std::unique_ptr<Stream>> streams_;
  TimeLimits limits_;
  BackPressure pressure_;
  EventLoop::Handle position_timer_;
  EventLoop::Handle grace_;        ///< for hooks that are asked to end
  std::optional<WallTime> round_;  ///< when what the loop has just read came: asked once a round
  std::string unsafe_text_;        ///< an event as printed, before it is made fit for a terminal
  std::uint64_t printed_ = 0;
  ExitStatus status_ = ExitStatus::success;
  bool finished_ = false;  ///< nothing more is read
  bool stopping_ = false;  ///< and nobody waits for the output's reader
};

}  // namespace tidings::cli

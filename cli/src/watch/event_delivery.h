#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/event_loop.h"
#include "tidings/result.h"

#include "console.h"
#include "watch/back_pressure.h"
#include "watch/desktop_notifier.h"
#include "watch/hook_runner.h"
#include "watch/position_keeper.h"
#include "watch/printer.h"
#include "watch/stream_name.h"
#include "watch/watch_options.h"

namespace tidings::cli {

/// What is done about an event: it is printed, given to the hook and shown on the desktop, and then
/// counts for its stream's position. On the loop's thread only; must not outlive the loop.
class EventDelivery {
 public:
  struct Callbacks {
    /// A hook failed: why, as a sentence.
    std::function<void(const std::string& reason)> on_hook_failure;
    /// Hooks that were told to end have been killed instead.
    std::function<void()> on_hooks_killed;
  };

  EventDelivery(const WatchOptions& options, EventLoop& loop, Console& console,
                BackPressure& pressure, Callbacks callbacks);

  /// Before the first event. The error says what of the options cannot be used.
  Result<void> open(const std::vector<StreamName>& streams);
  /// Where to resume the stream; empty for its start.
  [[nodiscard]] std::string position(std::size_t stream) const;

  [[nodiscard]] bool shows_control_events() const { return printer_->shows_control_events(); }
  /// Prints the event and nothing more.
  void print_only(const ReceivedEvent& received);
  void deliver(const ReceivedEvent& received);
  /// An event, or an id without one, that nothing is done about.
  void leave_out(std::size_t stream, std::string_view last_event_id);

  /// Once a round of the loop, when the output has been written as far as it is taken.
  void settle();
  /// Writes what of the positions is not written yet.
  void write_positions();

  void drop_waiting_hooks();
  /// Nobody waits for the desktop any more, and hooks are to end.
  void stop();
  /// Hooks and the desktop have nothing left to do.
  [[nodiscard]] bool has_acted() const;

 private:
  Result<void> open_desktop();
  Result<void> open_positions(const std::vector<StreamName>& streams);
  void print(const ReceivedEvent& received);
  /// The event's number among its stream's; 0 when positions are not kept.
  std::uint64_t count(const ReceivedEvent& received, bool with_hook);
  void add_hook(const ReceivedEvent& received, std::uint64_t number);
  void keep_positions();

  const WatchOptions& options_;
  EventLoop& loop_;
  Console& console_;
  BackPressure& pressure_;
  Callbacks callbacks_;
  std::unique_ptr<Printer> printer_;
  std::optional<HookRunner> hooks_;
  std::unique_ptr<DesktopNotifier> desktop_;
  std::optional<PositionKeeper> positions_;
  EventLoop::Handle position_timer_;
  EventLoop::Handle grace_;  ///< for hooks that are asked to end
  std::string unsafe_text_;  ///< an event as printed, before it is made fit for a terminal
  bool stopping_ = false;
};

}  // namespace tidings::cli

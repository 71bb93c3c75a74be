#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/event_loop.h"
#include "tidings/stream_client.h"

#include "descriptor_writer.h"
#include "exit_status.h"
#include "messages.h"
#include "watch/event_filter.h"
#include "watch/printer.h"
#include "watch/stream_name.h"
#include "watch/watch_options.h"

namespace tidings::cli {

/// A run of `tidings watch`: the streams' events through choosing and showing to the output, and
/// the reasons to end. Everything happens on the client's thread.
class StreamWatch {
 public:
  StreamWatch(const WatchOptions& options, const Terminal& terminal, StreamClient& client,
              DescriptorWriter& out, Messages& messages);

  /// Begins to follow the streams; the client is run by the caller.
  void start();
  /// Ends the run now, whatever is under way.
  void stop(ExitStatus status, std::string_view reason);
  void output_failed(int error);
  void output_backed_up(bool backed_up);
  /// To be called before the loop waits: what has arrived is written, and a run that is over ends.
  void settle();

  [[nodiscard]] ExitStatus status() const { return status_; }

 private:
  struct Stream {
    StreamName name;
    StreamId id = 0;
    std::optional<StreamEnd::Kind> end;
  };

  [[nodiscard]] StreamSettings settings_for(const std::string& url) const;
  StreamCallbacks callbacks_for(Stream& stream);
  void start_timers();
  void arm_idle(BootTime when);
  void opened();
  void received(Stream& stream, const Event& event);
  void print(const ReceivedEvent& received);
  void ended(Stream& stream, const StreamEnd& end);
  void trace(const HttpTrace& trace);
  /// `text`, and whose it is when there are several streams.
  [[nodiscard]] std::string about(const Stream& stream, std::string text) const;
  /// Nothing more is read; the program ends once everything is written.
  void finish(ExitStatus status, std::string_view reason);

  const WatchOptions& options_;
  Terminal terminal_;
  StreamClient& client_;
  DescriptorWriter& out_;
  Messages& messages_;
  EventFilter filter_;
  std::unique_ptr<Printer> printer_;
  std::vector<std::unique_ptr<Stream>> streams_;
  EventLoop::Handle timeout_;
  EventLoop::Handle idle_;
  std::optional<BootTime> last_event_;  ///< or when the first stream opened
  std::string unsafe_text_;  ///< an event as printed, before it is made fit for a terminal
  std::uint64_t printed_ = 0;
  ExitStatus status_ = ExitStatus::success;
  bool finished_ = false;
};

}  // namespace tidings::cli

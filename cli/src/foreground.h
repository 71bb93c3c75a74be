#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "tidings/stream_client.h"

#include "console.h"
#include "environment.h"
#include "exit_status.h"
#include "terminal.h"

namespace tidings::cli {

/// What a command does from its start to its exit status. All of it is called on the loop's thread.
class ForegroundTask {
 public:
  virtual ~ForegroundTask() = default;

  /// False, after a message, when there is nothing to wait for: then `status` says how it ends.
  virtual bool start() = 0;
  /// Ends it now, whatever is under way; `reason` in the user's words.
  virtual void stop(ExitStatus status, std::string_view reason) = 0;
  /// Standard output's reader is behind (true) or has caught up: stop or resume what it is fed by.
  virtual void output_backed_up(bool /*backed_up*/) {}
  /// Nothing more can be written to standard output, for this errno; EPIPE: its reader has gone.
  virtual void output_failed(int error) = 0;
  /// Comes before the loop waits: what has come together is written, and who is done stops the
  /// loop.
  virtual void settle() = 0;

  [[nodiscard]] virtual ExitStatus status() const = 0;
};

/// What the task is made of: its `loop`, `transport` and streams, and where it writes to. Both
/// outlive the task.
using MakeForegroundTask =
    std::function<std::unique_ptr<ForegroundTask>(StreamClient& client, Console& console)>;

struct ForegroundSettings {
  ColorChoice colors = ColorChoice::automatic;
  bool quiet = false;
};

/// Runs a task until it stops its loop, with a console and with the signals that stop a program.
ExitStatus run_in_foreground(ForegroundSettings settings, const Environment& environment,
                             OutputDescriptors descriptors, const MakeForegroundTask& make);

}  // namespace tidings::cli

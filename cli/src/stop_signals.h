#pragma once

#include <functional>
#include <string_view>

#include "tidings/event_loop.h"

#include "exit_status.h"

namespace tidings::cli {

/// `interrupted`, `stopped by SIGTERM`: what a signal's status means.
std::string_view words_for_signal(ExitStatus status);

/// SIGINT, SIGTERM and SIGHUP end the program in good order: a loop is told, with the status to end
/// with. Should the program still be there a moment later, held up by something that does not give
/// way, it ends at once with that status: so it is always gone within a second. SIGHUP stays
/// ignored where it is
/// (`nohup`). SIGPIPE is caught, so that writing fails instead; programs started from this one have
/// it as usual.
///
/// One object at a time, alive for as long as signals are to be obeyed. Puts back the default when
/// destroyed.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  /// Calls `stop` on the loop's thread for each signal, also for one that came before. The handle
  /// must not outlive this object.
  [[nodiscard]] EventLoop::Handle watch(EventLoop& loop,
                                        std::function<void(ExitStatus)> stop) const;

 private:
  int wake_up_;
};

}  // namespace tidings::cli

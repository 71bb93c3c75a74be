#include "foreground.h"

#include "complaint.h"
#include "stop_signals.h"

namespace tidings::cli {

ExitStatus run_in_foreground(ForegroundSettings settings, const Environment& environment,
                             OutputDescriptors descriptors, const MakeForegroundTask& make) {
  const StopSignals signals;
  auto client = StreamClient::create();
  if (!client) {
    complain(descriptors.err, client.error().message);
    return ExitStatus::failure;
  }
  EventLoop& loop = (*client)->loop();
  std::unique_ptr<ForegroundTask> task;
  Console console(loop, descriptors, settings.colors, environment, {settings.quiet},
                  {[&](bool backed_up) { task->output_backed_up(backed_up); },
                   [&](int error) { task->output_failed(error); }});
  task = make(**client, console);
  const EventLoop::Handle signal_watch =
      signals.watch(loop, [&](ExitStatus status) { task->stop(status, words_for_signal(status)); });
  loop.before_wait([&task] { task->settle(); });
  if (task->start()) {
    (*client)->run();
  }
  return task->status();
}

}  // namespace tidings::cli

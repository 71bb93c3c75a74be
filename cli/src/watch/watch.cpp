#include "watch/watch.h"

#include <memory>

#include "tidings/stream_client.h"

#include "complaint.h"
#include "stop_signals.h"
#include "watch/stream_watch.h"

namespace tidings::cli {

ExitStatus run_watch(const WatchOptions& options, const Environment& environment,
                     OutputDescriptors descriptors) {
  const StopSignals signals;
  auto client = StreamClient::create();
  if (!client) {
    complain(descriptors.err, client.error().message);
    return ExitStatus::failure;
  }
  EventLoop& loop = (*client)->loop();
  std::unique_ptr<StreamWatch> watch;
  Console console(loop, descriptors, options.colors, environment, {options.quiet},
                  {[&](bool backed_up) { watch->output_backed_up(backed_up); },
                   [&](int error) { watch->output_failed(error); }});
  watch = std::make_unique<StreamWatch>(options, **client, console);
  const EventLoop::Handle signal_watch = signals.watch(
      loop, [&](ExitStatus status) { watch->stop(status, words_for_signal(status)); });
  loop.before_wait([&watch] { watch->settle(); });
  if (auto started = watch->start(); !started) {
    console.messages().error(started.error().message);
    return ExitStatus::usage;
  }
  (*client)->run();
  return watch->status();
}

}  // namespace tidings::cli

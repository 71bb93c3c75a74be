#include "publish/publish.h"

#include <memory>

#include "tidings/http_transport.h"

#include "complaint.h"
#include "publish/publish_run.h"
#include "stop_signals.h"

namespace tidings::cli {

ExitStatus run_publish(const PublishOptions& options, const Environment& environment,
                       OutputDescriptors descriptors) {
  const StopSignals signals;
  auto loop = EventLoop::create();
  if (!loop) {
    complain(descriptors.err, loop.error().message);
    return ExitStatus::failure;
  }
  auto transport = make_curl_transport(**loop);
  if (!transport) {
    complain(descriptors.err, transport.error().message);
    return ExitStatus::failure;
  }
  std::unique_ptr<PublishRun> run;
  Console console(**loop, descriptors, options.colors, environment, {options.quiet},
                  {[&](bool backed_up) { run->output_backed_up(backed_up); },
                   [&](int error) { run->output_failed(error); }});
  run = std::make_unique<PublishRun>(options, **loop, **transport, console);
  const EventLoop::Handle signal_watch = signals.watch(
      **loop, [&](ExitStatus status) { run->stop(status, words_for_signal(status)); });
  (*loop)->before_wait([&run] { run->settle(); });
  if (run->start()) {
    (*loop)->run();
  }
  console.flush();
  return run->status();
}

}  // namespace tidings::cli

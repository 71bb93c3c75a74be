#include "watch/watch.h"

#include <memory>
#include <string_view>

#include "tidings/stream_client.h"

#include "complaint.h"
#include "descriptor_writer.h"
#include "messages.h"
#include "stop_signals.h"
#include "terminal.h"
#include "watch/stream_watch.h"

namespace tidings::cli {
namespace {

std::string_view words_for(ExitStatus signal_status) {
  switch (signal_status) {
    case ExitStatus::interrupted:
      return "interrupted";
    case ExitStatus::hung_up:
      return "stopped by SIGHUP";
    default:
      return "stopped by SIGTERM";
  }
}

}  // namespace

ExitStatus run_watch(const WatchOptions& options, const Environment& environment,
                     OutputDescriptors descriptors) {
  const Terminal out_terminal = inspect_terminal(descriptors.out, options.colors, environment);
  const Terminal err_terminal = inspect_terminal(descriptors.err, options.colors, environment);
  const StopSignals signals;
  auto client = StreamClient::create();
  if (!client) {
    complain(descriptors.err, client.error().message);
    return ExitStatus::failure;
  }
  EventLoop& loop = (*client)->loop();
  std::unique_ptr<StreamWatch> watch;
  DescriptorWriter out(loop, descriptors.out,
                       {[&](bool backed_up) { watch->output_backed_up(backed_up); },
                        [&](int error) { watch->output_failed(error); }});
  DescriptorWriter err(loop, descriptors.err, {});
  Messages messages(err, {options.quiet, err_terminal.colors}, [&out] { out.flush(); });
  watch = std::make_unique<StreamWatch>(options, out_terminal, **client, out, messages);
  const EventLoop::Handle signal_watch =
      signals.watch(loop, [&](ExitStatus status) { watch->stop(status, words_for(status)); });
  loop.before_wait([&watch, &err] {
    watch->settle();
    err.flush();
  });
  watch->start();
  (*client)->run();
  return watch->status();
}

}  // namespace tidings::cli

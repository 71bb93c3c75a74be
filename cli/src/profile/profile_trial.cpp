#include "profile/profile_trial.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include <unistd.h>

#include "tidings/duration.h"
#include "tidings/mapping.h"
#include "tidings/stream_client.h"
#include "tidings/url.h"

#include "complaint.h"
#include "console.h"
#include "stop_signals.h"
#include "watch/outcome.h"
#include "watch/watch_options.h"

namespace tidings::cli {
namespace {

constexpr std::chrono::milliseconds kPatience = std::chrono::seconds(30);

/// What `watch --no-reconnect --profile NAME` would do.
Result<WatchOptions> watch_of(const Profile& profile, const Environment& environment) {
  Arguments arguments;
  arguments.add_flag("profile", profile.name);
  arguments.add_flag("no-reconnect", {});
  return watch_options(arguments, environment, [&profile]() -> Result<Configuration> {
    Configuration configuration;
    configuration.profiles.push_back(profile);
    return configuration;
  });
}

class Trial {
 public:
  Trial(WatchedStream watched, StreamClient& client, Console& console)
      : watched_(std::move(watched)), client_(client), console_(console) {}

  void start(std::chrono::milliseconds timeout) {
    StreamCallbacks callbacks;
    callbacks.on_connecting = [this](std::string_view url) {
      console_.messages().status("connecting to " + masked_url(url));
    };
    callbacks.on_open = [this](const StreamOpened& opened) { connected(opened); };
    callbacks.on_end = [this](const StreamEnd& end) {
      failed(status_of(end.kind), "not connected: " + end.reason);
    };
    callbacks.on_warning = [this](const std::string& text) { console_.messages().warning(text); };
    callbacks.on_trace = [this](const HttpTrace& trace) { console_.messages().trace(trace); };
    client_.add(watched_.settings, std::move(callbacks));
    timer_ = client_.loop().call_at(BootClock::now() + timeout, [this, timeout] {
      failed(ExitStatus::timed_out, "not connected: no answer within " + format_duration(timeout));
    });
  }

  void stop(ExitStatus status) {
    status_ = status;
    client_.stop();
  }
  [[nodiscard]] ExitStatus status() const { return status_; }

 private:
  void connected(const StreamOpened& opened) {
    const Preset preset = watched_.preset.value_or(detect_preset(opened.head));
    console_.out().buffer() += "connected to " + masked_url(opened.url) + " (" +
                               opened.head.version + " " + std::to_string(opened.head.status) +
                               ", preset " + std::string(preset_name(preset)) + ")\n";
    console_.out().collected();
    stop(ExitStatus::success);
  }

  void failed(ExitStatus status, const std::string& reason) {
    console_.messages().error(reason);
    stop(status);
  }

  WatchedStream watched_;
  StreamClient& client_;
  Console& console_;
  EventLoop::Handle timer_;
  ExitStatus status_ = ExitStatus::failure;
};

}  // namespace

ExitStatus try_profile(const Profile& profile, const ProfileOptions& options,
                       const Environment& environment) {
  auto watch = watch_of(profile, environment);
  if (!watch) {
    complain(STDERR_FILENO, watch.error().message, "tidings profile");
    return ExitStatus::usage;
  }
  const StopSignals signals;
  auto client = StreamClient::create();
  if (!client) {
    complain(STDERR_FILENO, client.error().message);
    return ExitStatus::failure;
  }
  Console console((*client)->loop(), {}, options.colors, environment, {}, {});
  for (const std::string& warning : watch->warnings) {
    console.messages().warning(warning);
  }
  WatchedStream stream = std::move(watch->streams.front());
  stream.settings.trace = options.verbose;
  Trial trial(std::move(stream), **client, console);
  const EventLoop::Handle signal_watch =
      signals.watch((*client)->loop(), [&](ExitStatus status) { trial.stop(status); });
  trial.start(options.timeout.value_or(kPatience));
  (*client)->run();
  console.flush();
  return trial.status();
}

}  // namespace tidings::cli

#include "profile/profile_trial.h"

#include <cerrno>
#include <chrono>
#include <cstring>
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
#include "foreground.h"
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

/// One connection of the profile's stream: to its first answer.
class ProfileTrial final : public ForegroundTask {
 public:
  ProfileTrial(const WatchOptions& options, std::chrono::milliseconds timeout, StreamClient& client,
               Console& console)
      : options_(options), timeout_(timeout), client_(client), console_(console) {}

  bool start() override {
    for (const std::string& warning : options_.warnings) {
      console_.messages().warning(warning);
    }
    StreamCallbacks callbacks;
    callbacks.on_connecting = [this](std::string_view url) {
      console_.messages().status("connecting to " + masked_url(url));
    };
    callbacks.on_open = [this](const StreamOpened& opened) { connected(opened); };
    callbacks.on_end = [this](const StreamEnd& end) { failed(status_of(end.kind), end.reason); };
    callbacks.on_warning = [this](const std::string& text) { console_.messages().warning(text); };
    callbacks.on_trace = [this](const HttpTrace& trace) { console_.messages().trace(trace); };
    client_.add(options_.streams.front().settings, std::move(callbacks));
    timer_ = client_.loop().call_at(BootClock::now() + timeout_, [this] {
      failed(ExitStatus::timed_out, "no answer within " + format_duration(timeout_));
    });
    return true;
  }

  void stop(ExitStatus status, std::string_view /*reason*/) override {
    status_ = status;
    console_.flush();
    client_.stop();
  }

  void output_failed(int error) override {
    if (error != EPIPE) {
      console_.messages().error(std::string("standard output cannot be written: ") +
                                std::strerror(error));
      status_ = ExitStatus::failure;
    }
    client_.stop();
  }

  void settle() override { console_.flush(); }

  [[nodiscard]] ExitStatus status() const override { return status_; }

 private:
  void connected(const StreamOpened& opened) {
    const Preset preset = options_.streams.front().preset.value_or(detect_preset(opened.head));
    console_.out().buffer() += "connected to " + masked_url(opened.url) + " (" +
                               opened.head.version + " " + std::to_string(opened.head.status) +
                               ", preset " + std::string(preset_name(preset)) + ")\n";
    console_.out().collected();
    stop(ExitStatus::success, {});
  }

  void failed(ExitStatus status, const std::string& reason) {
    console_.messages().error("not connected: " + reason);
    stop(status, {});
  }

  const WatchOptions& options_;
  const std::chrono::milliseconds timeout_;
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
  watch->streams.front().settings.trace = options.verbose;
  return run_in_foreground({options.colors}, environment, {},
                           [&](StreamClient& client, Console& console) {
                             return std::make_unique<ProfileTrial>(
                                 *watch, options.timeout.value_or(kPatience), client, console);
                           });
}

}  // namespace tidings::cli

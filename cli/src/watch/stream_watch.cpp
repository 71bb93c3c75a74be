#include "watch/stream_watch.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include <unistd.h>

#include "tidings/duration.h"
#include "tidings/url.h"

#include "safe_text.h"
#include "watch/hook_environment.h"
#include "watch/outcome.h"
#include "watch/statistics.h"

namespace tidings::cli {
namespace {

/// How long hooks have to end when we are told to.
constexpr std::chrono::milliseconds kHookGrace{400};

HookVariables hook_variables(const ReceivedEvent& received) {
  return {
      {"TIDINGS_ID", std::string(received.event().last_event_id)},
      {"TIDINGS_EVENT", std::string(received.event().type)},
      {"TIDINGS_DATA", std::string(received.event().data)},
      {"TIDINGS_STREAM", received.stream().url},
  };
}

std::string event_in_words(const ReceivedEvent& received) {
  const std::string_view id = received.event().last_event_id;
  return id.empty() ? "an event without an id" : "the event with the id " + std::string(id);
}

}  // namespace

StreamWatch::StreamWatch(const WatchOptions& options, StreamClient& client, Console& console)
    : options_(options),
      client_(client),
      console_(console),
      out_(console.out()),
      messages_(console.messages()),
      filter_(options),
      printer_(make_printer(options, console.out_terminal())) {
  if (options.exec) {
    hooks_.emplace(client.loop(), *options.exec, options.exec_jobs,
                   HookRunner::Callbacks{
                       [this](bool backed_up) { set_backed_up(hooks_backed_up_, backed_up); },
                       [this](const std::string& reason) { hook_failed(reason); },
                   });
  }
}

void StreamWatch::start() {
  for (const std::string& warning : options_.warnings) {
    messages_.warning(warning);
  }
  for (const WatchedStream& watched : options_.streams) {
    streams_.push_back(std::make_unique<Stream>());
    streams_.back()->name = stream_name(watched.settings.url, streams_.size() - 1);
  }
  for (const auto& stream : streams_) {
    stream->id =
        client_.add(options_.streams[stream->name.number].settings, callbacks_for(*stream));
  }
  start_timers();
}

StreamCallbacks StreamWatch::callbacks_for(Stream& stream) {
  StreamCallbacks callbacks;
  callbacks.on_connecting = [this](std::string_view url) {
    messages_.status("connecting to " + masked_url(url));
  };
  callbacks.on_open = [this, &stream](const StreamOpened& details) { opened(stream, details); };
  callbacks.on_event = [this, &stream](const Event& event) { received(stream, event); };
  callbacks.on_reconnecting = [this, &stream](const StreamReconnecting& reconnecting) {
    messages_.status(about(stream, "reconnecting in " + format_duration(reconnecting.delay) + ": " +
                                       reconnecting.reason));
  };
  callbacks.on_end = [this, &stream](const StreamEnd& end) { ended(stream, end); };
  callbacks.on_warning = [this, &stream](const std::string& warning) {
    messages_.warning(about(stream, warning));
  };
  callbacks.on_trace = [this](const HttpTrace& trace) { messages_.trace(trace); };
  return callbacks;
}

void StreamWatch::start_timers() {
  if (options_.timeout) {
    timeout_ = client_.loop().call_at(BootClock::now() + *options_.timeout, [this] {
      stop(ExitStatus::timed_out, "--timeout " + format_duration(*options_.timeout) + " reached");
    });
  }
}

void StreamWatch::opened(Stream& stream, const StreamOpened& details) {
  messages_.status(about(stream, "connected"));
  const bool announces_heartbeats = details.head.header("X-SSE-Keepalive").has_value();
  stream.preset = options_.streams[stream.name.number].preset.value_or(
      announces_heartbeats ? Preset::tidings : Preset::plain);
  if (options_.idle && !last_event_) {
    last_event_ = client_.loop().now();
    arm_idle(*last_event_ + *options_.idle);
  }
}

/// Events only note their time: the timer finds out that it went off too early and waits for the
/// rest.
void StreamWatch::arm_idle(BootTime when) {
  idle_ = client_.loop().call_at(when, [this] {
    const BootTime due = *last_event_ + *options_.idle;
    if (client_.loop().now() >= due) {
      finish(ExitStatus::success, "no event for " + format_duration(*options_.idle));
    } else {
      arm_idle(due);
    }
  });
}

void StreamWatch::received(Stream& stream, const Event& event) {
  if (finished_) {
    return;
  }
  if (options_.until && event.data == *options_.until) {
    finish(ExitStatus::success, "the event that --until waits for has come");
    return;
  }
  const ReceivedEvent received(event, stream.name, std::chrono::system_clock::now());
  const EventKind kind = kind_of(received, stream.preset);
  if (kind == EventKind::heartbeat) {
    return;
  }
  if (options_.idle) {
    last_event_ = client_.loop().now();
  }
  if (kind != EventKind::ordinary) {
    received_control(received, kind);
    return;
  }
  if (!filter_.wants(received)) {
    return;
  }
  print(received);
  run_hook(received);
  if (++printed_; options_.count && printed_ == *options_.count) {
    finish(ExitStatus::success, "--count " + std::to_string(printed_) + " reached");
  }
}

void StreamWatch::received_control(const ReceivedEvent& received, EventKind kind) {
  messages_.status(control_status(received, kind));
  if (printer_->shows_control_events() && filter_.wants(received)) {
    print(received);
  }
  if (kind == EventKind::gap && options_.fail_on_gap) {
    finish(ExitStatus::gap, "the server no longer has all events since the last one seen");
  }
}

void StreamWatch::print(const ReceivedEvent& received) {
  if (!console_.out_terminal().is_terminal || printer_->is_safe()) {
    printer_->print(received, out_.buffer());
  } else {
    unsafe_text_.clear();
    printer_->print(received, unsafe_text_);
    append_safe_text(out_.buffer(), unsafe_text_);
  }
  out_.collected();
}

void StreamWatch::run_hook(const ReceivedEvent& received) {
  if (hooks_) {
    hooks_->add({std::string(received.event().data),
                 hook_environment(::environ, hook_variables(received)), event_in_words(received)});
  }
}

void StreamWatch::hook_failed(const std::string& reason) {
  if (stopping_) {
    return;  // it ends because we asked it to
  }
  if (!options_.exec_stop) {
    messages_.warning(reason);
    return;
  }
  hooks_->drop_waiting();
  finish(ExitStatus::failure, reason);
  status_ = ExitStatus::failure;
}

void StreamWatch::ended(Stream& stream, const StreamEnd& end) {
  stream.end = end.kind;
  say_why(status_of(end.kind), about(stream, end.reason));
  std::vector<StreamEnd::Kind> ends;
  for (const auto& other : streams_) {
    if (!other->end) {
      return;
    }
    ends.push_back(*other->end);
  }
  finish(combined_status(ends), {});
}

std::string StreamWatch::about(const Stream& stream, std::string text) const {
  return streams_.size() > 1 ? std::move(text) + " (" + stream.name.url + ")" : std::move(text);
}

/// `--quiet` leaves out status lines, not why something failed.
void StreamWatch::say_why(ExitStatus status, const std::string& reason) {
  const bool is_failure = status > ExitStatus::success && status < ExitStatus::hung_up;
  if (messages_.is_quiet() && is_failure) {
    messages_.error(reason);
  }
  messages_.status("ended: " + reason);
}

void StreamWatch::finish(ExitStatus status, std::string_view reason) {
  if (finished_) {
    return;
  }
  finished_ = true;
  status_ = status;
  if (!reason.empty()) {
    say_why(status, std::string(reason));
  }
  std::vector<StreamStatistics> statistics;
  for (const auto& stream : streams_) {
    statistics.push_back(client_.statistics(stream->id));
    client_.remove(stream->id);
  }
  if (options_.statistics) {
    for (const std::string& line : statistics_lines(statistics, printed_)) {
      messages_.line(line);
    }
  }
}

void StreamWatch::stop(ExitStatus status, std::string_view reason) {
  finish(status, reason);
  status_ = status;
  stopping_ = true;
  if (hooks_ && hooks_->is_running()) {
    hooks_->drop_waiting();
    hooks_->terminate();
    grace_ = client_.loop().call_at(BootClock::now() + kHookGrace, [this] { client_.stop(); });
  }
}

/// A reader that has gone has seen enough; but why the run ended before that still counts.
void StreamWatch::output_failed(int error) {
  if (error == EPIPE) {
    stop(finished_ ? status_ : ExitStatus::success, {});
    return;
  }
  messages_.error(std::string("standard output cannot be written: ") + std::strerror(error));
  stop(ExitStatus::failure, {});
}

void StreamWatch::output_backed_up(bool backed_up) {
  set_backed_up(output_backed_up_, backed_up);
}

void StreamWatch::set_backed_up(bool& flag, bool backed_up) {
  const bool were_paused = output_backed_up_ || hooks_backed_up_;
  flag = backed_up;
  const bool are_paused = output_backed_up_ || hooks_backed_up_;
  if (are_paused == were_paused) {
    return;
  }
  for (const auto& stream : streams_) {
    if (are_paused) {
      client_.pause(stream->id);
    } else {
      client_.resume(stream->id);
    }
  }
}

void StreamWatch::settle() {
  console_.flush();
  if (hooks_) {
    hooks_->start_waiting();
  }
  const bool acted = !hooks_ || hooks_->is_idle();
  if (finished_ && acted && (stopping_ || out_.is_drained())) {
    client_.stop();
  }
}

}  // namespace tidings::cli

#include "watch/stream_watch.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include "tidings/duration.h"
#include "tidings/url.h"

#include "safe_text.h"
#include "watch/control_event.h"
#include "watch/hook_job.h"
#include "watch/outcome.h"
#include "watch/statistics.h"

namespace tidings::cli {
namespace {

using Taker = BackPressure::Taker;

/// How long hooks have to end when we are told to.
constexpr std::chrono::milliseconds kHookGrace{400};

}  // namespace

StreamWatch::StreamWatch(const WatchOptions& options, StreamClient& client, Console& console)
    : options_(options),
      client_(client),
      console_(console),
      out_(console.out()),
      messages_(console.messages()),
      filter_(options),
      printer_(make_printer(options, console.out_terminal(),
                            [&console] { return console.out_width(); })),
      limits_(client.loop(), {options.timeout, options.idle},
              {[this] {
                 stop(ExitStatus::timed_out,
                      "--timeout " + format_duration(*options_.timeout) + " reached");
               },
               [this] {
                 finish(ExitStatus::success, "no event for " + format_duration(*options_.idle));
               }}),
      pressure_([this](bool paused) { pause_reading(paused); }) {
  if (options.exec) {
    hooks_.emplace(
        client.loop(),
        HookRunner::Settings{*options.exec, options.exec_jobs, options.state_file.has_value()},
        HookRunner::Callbacks{
            [this](bool backed_up) { pressure_.set_behind(Taker::hooks, backed_up); },
            [this](const std::string& reason) { hook_failed(reason); },
        });
  }
}

bool StreamWatch::start() {
  for (const std::string& warning : options_.warnings) {
    messages_.warning(warning);
  }
  for (const WatchedStream& watched : options_.streams) {
    streams_.push_back(std::make_unique<Stream>());
    streams_.back()->name = stream_name(watched.settings.url, streams_.size() - 1);
  }
  for (const auto open : {&StreamWatch::open_desktop, &StreamWatch::open_positions}) {
    if (const auto opened = (this->*open)(); !opened) {
      messages_.error(opened.error().message);
      status_ = ExitStatus::usage;
      return false;
    }
  }
  for (const auto& stream : streams_) {
    StreamSettings settings = options_.streams[stream->name.number].settings;
    if (positions_ && settings.last_event_id.empty()) {
      settings.last_event_id = positions_->position(stream->name.number);
    }
    stream->id = client_.add(std::move(settings), callbacks_for(*stream));
  }
  limits_.start();
  return true;
}

Result<void> StreamWatch::open_desktop() {
  if (!options_.notify) {
    return {};
  }
  auto desktop = DesktopNotifier::connect(
      client_.loop(), {[this](bool backed_up) { pressure_.set_behind(Taker::desktop, backed_up); },
                       [this](const std::string& reason) { messages_.warning(reason); }});
  if (!desktop) {
    return Error{"--notify: " + desktop.error().message};
  }
  desktop_ = std::move(*desktop);
  return {};
}

Result<void> StreamWatch::open_positions() {
  if (!options_.state_file) {
    return {};
  }
  std::vector<std::string> names;
  for (const auto& stream : streams_) {
    // Two accounts of one server have positions of their own.
    const std::string& profile = options_.streams[stream->name.number].profile;
    names.push_back(profile.empty() ? stream->name.url
                                    : stream->name.url + " (profile " + profile + ")");
  }
  auto positions = PositionKeeper::open(
      *options_.state_file, names,
      [this](const std::string& news) { messages_.warning("--state: " + news); });
  if (!positions) {
    return Error{"--state: " + positions.error().message};
  }
  positions_ = std::move(*positions);
  return {};
}

StreamCallbacks StreamWatch::callbacks_for(Stream& stream) {
  StreamCallbacks callbacks;
  callbacks.on_connecting = [this](std::string_view url) {
    messages_.status("connecting to " + masked_url(url));
  };
  callbacks.on_open = [this, &stream](const StreamOpened& details) { opened(stream, details); };
  callbacks.on_event = [this, &stream](const Event& event) { received(stream, event); };
  callbacks.on_last_event_id = [this, &stream](std::string_view id) { left_out(stream, id); };
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

void StreamWatch::opened(Stream& stream, const StreamOpened& details) {
  messages_.status(about(stream, "connected"));
  const WatchedStream& watched = options_.streams[stream.name.number];
  if (auto mapping = EventMapping::create(watched.preset.value_or(detect_preset(details.head)),
                                          watched.mapping)) {
    stream.mapping = std::move(*mapping);
  }
  limits_.stream_opened();
}

void StreamWatch::received(Stream& stream, const Event& event) {
  if (finished_) {
    return;
  }
  if (options_.until && event.data == *options_.until) {
    left_out(stream, event.last_event_id);
    finish(ExitStatus::success, "the event that --until waits for has come");
    return;
  }
  if (!round_) {
    round_ = std::chrono::system_clock::now();
  }
  const ReceivedEvent received(event, stream.name, stream.mapping, *round_);
  const EventKind kind = received.kind();
  if (kind == EventKind::heartbeat) {
    left_out(stream, event.last_event_id);
    return;
  }
  limits_.event_came();
  if (kind != EventKind::ordinary) {
    received_control(stream, received);
    return;
  }
  if (!filter_.wants(received)) {
    left_out(stream, event.last_event_id);
    return;
  }
  deal_with(stream, received, hooks_.has_value());
  if (const Notification* notification = desktop_ ? received.notification() : nullptr;
      notification != nullptr) {
    desktop_->show(*notification);
  }
  if (++printed_; options_.count && printed_ == *options_.count) {
    finish(ExitStatus::success, "--count " + std::to_string(printed_) + " reached");
  }
}

void StreamWatch::received_control(Stream& stream, const ReceivedEvent& received) {
  messages_.status(control_status(received));
  if (printer_->shows_control_events() && filter_.wants(received)) {
    deal_with(stream, received, false);
  } else {
    left_out(stream, received.event().last_event_id);
  }
  if (received.kind() == EventKind::gap && options_.fail_on_gap) {
    finish(ExitStatus::gap, "the server no longer has all events since the last one seen");
  }
}

void StreamWatch::deal_with(Stream& stream, const ReceivedEvent& received, bool with_hook) {
  print(received);
  std::uint64_t number = 0;
  if (positions_) {
    number = positions_->printed(stream.name.number, received.event().last_event_id,
                                 out_.collected_bytes(), with_hook);
  }
  if (with_hook) {
    add_hook(stream, received, number);
  }
}

void StreamWatch::left_out(Stream& stream, std::string_view last_event_id) {
  if (positions_ && !finished_) {
    positions_->passed(stream.name.number, last_event_id, client_.loop().now());
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

void StreamWatch::add_hook(Stream& stream, const ReceivedEvent& received, std::uint64_t number) {
  HookJob job = hook_job(received);
  if (positions_) {
    job.ended = [this, &stream, number](bool succeeded) {
      const bool dealt_with = succeeded || (!options_.exec_stop && !stopping_);
      if (dealt_with) {
        positions_->hook_ended(stream.name.number, number, client_.loop().now());
      }
    };
  }
  hooks_->add(std::move(job));
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
  if (finished_) {
    messages_.error(reason);  // the streams ended before it did
  } else {
    finish(ExitStatus::failure, reason);
  }
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
    grace_ = client_.loop().call_at(BootClock::now() + kHookGrace, [this] {
      hooks_.reset();
      settle();
    });
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
  pressure_.set_behind(Taker::output, backed_up);
}

void StreamWatch::pause_reading(bool paused) {
  for (const auto& stream : streams_) {
    if (paused) {
      client_.pause(stream->id);
    } else {
      client_.resume(stream->id);
    }
  }
}

bool StreamWatch::has_acted() const {
  return (!hooks_ || hooks_->is_idle()) && (!desktop_ || stopping_ || desktop_->is_idle());
}

void StreamWatch::settle() {
  round_.reset();
  console_.flush();
  keep_positions();
  if (hooks_) {
    hooks_->start_waiting();
  }
  if (finished_ && has_acted() && (stopping_ || out_.is_drained())) {
    if (positions_) {
      positions_->write(client_.loop().now());
    }
    client_.stop();
  }
}

/// With hooks every move is written before the next hook starts, so that a kill repeats no more
/// than the hooks that run.
void StreamWatch::keep_positions() {
  if (!positions_) {
    return;
  }
  const BootTime now = client_.loop().now();
  positions_->written(out_.written_bytes(), now);
  if (hooks_) {
    positions_->write(now);
  } else {
    positions_->write_if_due(now);
  }
  position_timer_.reset();
  if (const auto due = positions_->write_due()) {
    position_timer_ = client_.loop().call_at(*due, [] {});  // `settle` follows
  }
}

}  // namespace tidings::cli

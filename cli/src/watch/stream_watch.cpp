#include "watch/stream_watch.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include "tidings/duration.h"
#include "tidings/url.h"

#include "watch/control_event.h"
#include "watch/outcome.h"
#include "watch/statistics.h"

namespace tidings::cli {

StreamWatch::StreamWatch(const WatchOptions& options, StreamClient& client, Console& console)
    : options_(options),
      client_(client),
      console_(console),
      messages_(console.messages()),
      filter_(options),
      limits_(client.loop(), {options.timeout, options.idle},
              {[this] {
                 stop(ExitStatus::timed_out,
                      "--timeout " + format_duration(*options_.timeout) + " reached");
               },
               [this] {
                 finish(ExitStatus::success, "no event for " + format_duration(*options_.idle));
               }}),
      pressure_([this](bool paused) { pause_reading(paused); }),
      delivery_(
          options, client.loop(), console, pressure_,
          {[this](const std::string& reason) { hook_failed(reason); }, [this] { settle(); }}) {}

bool StreamWatch::start() {
  for (const std::string& warning : options_.warnings) {
    messages_.warning(warning);
  }
  std::vector<StreamName> names;
  for (const WatchedStream& watched : options_.streams) {
    names.push_back(stream_name(watched.settings.url, names.size()));
    streams_.push_back(std::make_unique<Stream>());
    streams_.back()->name = names.back();
  }
  if (const auto opened = delivery_.open(names); !opened) {
    messages_.error(opened.error().message);
    status_ = ExitStatus::usage;
    return false;
  }
  for (const auto& stream : streams_) {
    StreamSettings settings = options_.streams[stream->name.number].settings;
    if (settings.last_event_id.empty()) {
      settings.last_event_id = delivery_.position(stream->name.number);
    }
    stream->id = client_.add(std::move(settings), callbacks_for(*stream));
  }
  limits_.start();
  return true;
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
  delivery_.deliver(received);
  if (++printed_; options_.count && printed_ == *options_.count) {
    finish(ExitStatus::success, "--count " + std::to_string(printed_) + " reached");
  }
}

void StreamWatch::received_control(Stream& stream, const ReceivedEvent& received) {
  messages_.status(control_status(received));
  if (delivery_.shows_control_events() && filter_.wants(received)) {
    delivery_.print_only(received);
  } else {
    left_out(stream, received.event().last_event_id);
  }
  if (received.kind() == EventKind::gap && options_.fail_on_gap) {
    finish(ExitStatus::gap, "the server no longer has all events since the last one seen");
  }
}

void StreamWatch::left_out(Stream& stream, std::string_view last_event_id) {
  if (!finished_) {
    delivery_.leave_out(stream.name.number, last_event_id);
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
  delivery_.drop_waiting_hooks();
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
  delivery_.stop();
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
  pressure_.set_behind(BackPressure::Taker::output, backed_up);
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

void StreamWatch::settle() {
  round_.reset();
  console_.flush();
  delivery_.settle();
  if (finished_ && delivery_.has_acted() && (stopping_ || console_.out().is_drained())) {
    delivery_.write_positions();
    client_.stop();
  }
}

}  // namespace tidings::cli

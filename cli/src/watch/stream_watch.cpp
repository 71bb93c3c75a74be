#include "watch/stream_watch.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include "tidings/duration.h"
#include "tidings/url.h"

#include "safe_text.h"
#include "watch/outcome.h"
#include "watch/statistics.h"

namespace tidings::cli {

StreamWatch::StreamWatch(const WatchOptions& options, const Terminal& terminal,
                         StreamClient& client, DescriptorWriter& out, Messages& messages)
    : options_(options),
      terminal_(terminal),
      client_(client),
      out_(out),
      messages_(messages),
      filter_(options),
      printer_(make_printer(options, terminal)) {}

void StreamWatch::start() {
  for (const std::string& warning : credential_warnings(options_.connection, options_.urls)) {
    messages_.warning(warning);
  }
  for (const std::string& url : options_.urls) {
    streams_.push_back(std::make_unique<Stream>());
    streams_.back()->name = stream_name(url, streams_.size() - 1);
  }
  for (const auto& stream : streams_) {
    stream->id =
        client_.add(settings_for(options_.urls[stream->name.number]), callbacks_for(*stream));
  }
  start_timers();
}

StreamSettings StreamWatch::settings_for(const std::string& url) const {
  StreamSettings settings;
  settings.url = url;
  settings.method = options_.method;
  settings.body = options_.body;
  settings.headers = options_.connection.headers;
  settings.token = options_.connection.token;
  settings.connection = options_.connection.connection;
  settings.last_event_id = options_.last_event_id;
  settings.heartbeat_timeout = options_.heartbeat_timeout;
  settings.reconnection_time = options_.retry;
  settings.longest_reconnect_delay = options_.retry_max;
  settings.max_failed_tries = options_.max_retries;
  settings.reconnect = options_.reconnect;
  settings.drop_duplicates = options_.drop_duplicates;
  settings.limits.event_size = options_.max_event_size;
  settings.trace = options_.verbose;
  return settings;
}

StreamCallbacks StreamWatch::callbacks_for(Stream& stream) {
  StreamCallbacks callbacks;
  callbacks.on_connecting = [this](std::string_view url) {
    messages_.status("connecting to " + masked_url(url));
  };
  callbacks.on_open = [this, &stream](const StreamOpened&) {
    messages_.status(about(stream, "connected"));
    opened();
  };
  callbacks.on_event = [this, &stream](const Event& event) { received(stream, event); };
  callbacks.on_reconnecting = [this, &stream](const StreamReconnecting& reconnecting) {
    messages_.status(about(stream, "reconnecting in " + format_duration(reconnecting.delay) + ": " +
                                       reconnecting.reason));
  };
  callbacks.on_end = [this, &stream](const StreamEnd& end) { ended(stream, end); };
  callbacks.on_warning = [this, &stream](const std::string& warning) {
    messages_.warning(about(stream, warning));
  };
  callbacks.on_trace = [this](const HttpTrace& line) { trace(line); };
  return callbacks;
}

void StreamWatch::start_timers() {
  if (options_.timeout) {
    timeout_ = client_.loop().call_at(BootClock::now() + *options_.timeout, [this] {
      stop(ExitStatus::timed_out, "--timeout " + format_duration(*options_.timeout) + " reached");
    });
  }
}

void StreamWatch::opened() {
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
  if (options_.idle) {
    last_event_ = client_.loop().now();
  }
  if (options_.until && event.data == *options_.until) {
    finish(ExitStatus::success, "the stream's last event has come");
    return;
  }
  const ReceivedEvent received(event, stream.name, std::chrono::system_clock::now());
  if (!filter_.wants(received)) {
    return;
  }
  print(received);
  if (++printed_; options_.count && printed_ == *options_.count) {
    finish(ExitStatus::success, "--count " + std::to_string(printed_) + " reached");
  }
}

void StreamWatch::print(const ReceivedEvent& received) {
  if (!terminal_.is_terminal || printer_->is_safe()) {
    printer_->print(received, out_.buffer());
  } else {
    unsafe_text_.clear();
    printer_->print(received, unsafe_text_);
    append_safe_text(out_.buffer(), unsafe_text_);
  }
  out_.collected();
}

void StreamWatch::ended(Stream& stream, const StreamEnd& end) {
  stream.end = end.kind;
  if (messages_.is_quiet() && end.kind != StreamEnd::Kind::complete) {
    messages_.error(about(stream, end.reason));
  }
  messages_.status(about(stream, "ended: " + end.reason));
  std::vector<StreamEnd::Kind> ends;
  for (const auto& other : streams_) {
    if (!other->end) {
      return;
    }
    ends.push_back(*other->end);
  }
  finish(combined_status(ends), {});
}

void StreamWatch::trace(const HttpTrace& trace) {
  std::string_view mark = "* ";
  if (trace.kind == HttpTrace::Kind::request_header) {
    mark = "> ";
  } else if (trace.kind == HttpTrace::Kind::response_header) {
    mark = "< ";
  }
  messages_.line(std::string(mark).append(trace.line));
}

std::string StreamWatch::about(const Stream& stream, std::string text) const {
  return streams_.size() > 1 ? std::move(text) + " (" + stream.name.url + ")" : std::move(text);
}

void StreamWatch::finish(ExitStatus status, std::string_view reason) {
  if (finished_) {
    return;
  }
  finished_ = true;
  status_ = status;
  if (!reason.empty()) {
    messages_.status("ended: " + std::string(reason));
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
  out_.flush();
  client_.stop();
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
  for (const auto& stream : streams_) {
    if (backed_up) {
      client_.pause(stream->id);
    } else {
      client_.resume(stream->id);
    }
  }
}

void StreamWatch::settle() {
  out_.flush();
  if (finished_ && out_.is_drained()) {
    client_.stop();
  }
}

}  // namespace tidings::cli

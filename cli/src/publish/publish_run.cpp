#include "publish/publish_run.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <functional>
#include <random>
#include <utility>

#include "tidings/duration.h"

#include "publish/progress_bar.h"
#include "publish/result_text.h"
#include "safe_text.h"

namespace tidings::cli {
namespace {

constexpr std::chrono::milliseconds kLongJob{1000};  // after that it is worth a progress bar
constexpr std::chrono::milliseconds kProgressInterval{100};

std::function<double()> jitter() {
  return [generator = std::mt19937(std::random_device{}())]() mutable {
    return std::uniform_real_distribution<double>(0.0, 1.0)(generator);
  };
}

}  // namespace

PublishRun::PublishRun(const PublishOptions& options, EventLoop& loop, HttpTransport& transport,
                       Console& console)
    : options_(options), loop_(loop), transport_(transport), console_(console) {}

bool PublishRun::start() {
  for (const std::string& warning : options_.warnings) {
    console_.messages().warning(warning);
  }
  auto source = PublishSource::open(
      options_, loop_,
      {[this] { resume_input(); },
       [this](std::uint64_t line, const std::string& reason) { report_refusal(line, reason); }});
  if (!source) {
    console_.messages().error("--from-file: " + source.error().message);
    status_ = ExitStatus::usage;
    return false;
  }
  source_ = std::move(*source);
  publisher_ = std::make_unique<Publisher>(
      loop_, transport_, settings(), [this](PublishItem& item) { return pull(item); }, callbacks(),
      jitter());
  if (console_.err_terminal().is_terminal && !options_.quiet) {
    progress_timer_ = loop_.call_at(BootClock::now() + kLongJob, [this] { tick(); });
  }
  publisher_->start();
  return true;
}

PublishSettings PublishRun::settings() const {
  PublishSettings settings;
  settings.url = options_.url;
  settings.headers = options_.connection.headers;
  settings.token = options_.connection.token;
  settings.connection = options_.connection.connection;
  settings.idempotency_key = options_.idempotency_key;
  settings.number_keys = !is_alone();
  settings.max_time = options_.max_time;
  settings.trace = options_.verbose;
  return settings;
}

PublishCallbacks PublishRun::callbacks() {
  PublishCallbacks callbacks;
  callbacks.on_result = [this](const PublishResult& result) { report(result); };
  callbacks.on_retry = [this](const PublishRetry& retry) {
    erase_progress();
    console_.messages().status("trying again in " + format_duration(retry.delay) + ": " +
                               retry.reason);
  };
  callbacks.on_end = [this](const PublishEnd& end) { ended(end); };
  callbacks.on_trace = [this](const HttpTrace& trace) {
    erase_progress();
    console_.messages().trace(trace);
  };
  return callbacks;
}

PublishPull PublishRun::pull(PublishItem& item) {
  const PublishPull pulled = backed_up_ ? PublishPull::not_yet : source_->pull(item);
  handed_out_ += pulled == PublishPull::item ? 1 : 0;
  return pulled;
}

void PublishRun::resume_input() {
  if (!finished_) {
    publisher_->input_ready();
  }
}

void PublishRun::report(const PublishResult& result) {
  const bool accepted = result.kind == PublishResult::Kind::accepted;
  ++(accepted ? accepted_ : refused_);
  ++answered_;
  if (accepted) {
    last_accepted_line_ = result.line;
  }
  std::string text;
  if (options_.form == PublishForm::json) {
    text = result_json(result);
  } else if (!accepted) {
    if (result.kind == PublishResult::Kind::failed && is_alone()) {
      return;  // the end says it
    }
    erase_progress();
    console_.messages().error(is_alone() ? result.error : place(result.line) + ": " + result.error);
  } else if (options_.form == PublishForm::text) {
    text = result.id + "\n";
  }
  if (console_.out_terminal().is_terminal) {
    append_safe_text(console_.out().buffer(), text);
  } else {
    console_.out().buffer() += text;
  }
  console_.out().collected();
}

void PublishRun::report_refusal(std::uint64_t line, const std::string& reason) {
  PublishResult result;
  result.line = line;
  result.kind = PublishResult::Kind::refused;
  result.error = reason;
  report(result);
}

bool PublishRun::is_alone() const {
  return !options_.file && NotificationSeries(options_).size() == 1;
}

std::string PublishRun::place(std::uint64_t line) const {
  return (options_.file ? "line " : "notification ") + std::to_string(line);
}

void PublishRun::ended(const PublishEnd& end) {
  finished_ = true;
  progress_timer_.reset();
  erase_progress();
  if (end.kind == PublishEnd::Kind::not_authorized) {
    status_ = ExitStatus::not_authorized;
  } else if (end.kind != PublishEnd::Kind::complete || refused_ > 0 || output_lost_) {
    status_ = ExitStatus::failure;
  }
  if (end.kind != PublishEnd::Kind::complete) {
    console_.messages().error(end.reason);
  }
  if ((end.kind != PublishEnd::Kind::complete || refused_ > 0) && !is_alone()) {
    console_.messages().error(last_accepted());
  }
}

/// Where to go on after a failure.
std::string PublishRun::last_accepted() const {
  return last_accepted_line_ ? place(*last_accepted_line_) + " was the last accepted"
                             : "nothing was accepted";
}

void PublishRun::stop(ExitStatus status, std::string_view reason) {
  erase_progress();
  if (!finished_) {
    publisher_->stop();
    console_.messages().status("ended: " + std::string(reason));
    if (!is_alone()) {
      console_.messages().error(last_accepted());
    }
  }
  finished_ = true;
  status_ = status;
  console_.out().flush();
  loop_.stop();
}

/// Whoever reads the ids may have seen enough; sending goes on all the same.
void PublishRun::output_failed(int error) {
  if (error != EPIPE) {
    output_lost_ = true;
    status_ = status_ == ExitStatus::success ? ExitStatus::failure : status_;
    console_.messages().error(std::string("standard output cannot be written: ") +
                              std::strerror(error));
  }
  output_backed_up(false);
}

void PublishRun::output_backed_up(bool backed_up) {
  backed_up_ = backed_up;
  if (!backed_up && !finished_ && publisher_) {
    loop_.post([this] { resume_input(); });
  }
}

void PublishRun::settle() {
  if (!console_.out().is_drained() && console_.out_terminal().is_terminal) {
    erase_progress();
  }
  console_.flush();
  if (finished_ && console_.out().is_drained()) {
    loop_.stop();
  }
}

void PublishRun::tick() {
  std::string& out = console_.err().buffer();
  out += kEraseLine;
  // What has been handed out is not done before it is answered.
  std::optional<double> share = source_->progress();
  if (share && handed_out_ > 0) {
    *share *= static_cast<double>(answered_) / static_cast<double>(handed_out_);
  }
  out += progress_line({share, accepted_, refused_}, console_.err_width());
  progress_shown_ = true;
  progress_timer_ = loop_.call_at(loop_.now() + kProgressInterval, [this] { tick(); });
}

void PublishRun::erase_progress() {
  if (std::exchange(progress_shown_, false)) {
    console_.err().buffer() += kEraseLine;
    console_.err().flush();
  }
}

}  // namespace tidings::cli

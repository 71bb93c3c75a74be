#include "doctor/doctor.h"

#include <cerrno>
#include <cstring>
#include <memory>
#include <string>

#include "tidings/diagnosis.h"
#include "tidings/duration.h"
#include "tidings/url.h"

#include "doctor/report.h"
#include "foreground.h"
#include "safe_text.h"

namespace tidings::cli {
namespace {

/// A run of `tidings doctor`: observer → diagnosis → report. On the loop's thread.
class DoctorRun final : public ForegroundTask {
 public:
  DoctorRun(const DoctorOptions& options, EventLoop& loop, HttpTransport& transport,
            Console& console)
      : options_(options), loop_(loop), transport_(transport), console_(console) {}

  bool start() override {
    for (const std::string& warning : options_.warnings) {
      console_.messages().warning(warning);
    }
    console_.messages().status("looking at " + masked_url(options_.settings.url) +
                               (options_.observer.may_end_early ? " for up to " : " for ") +
                               format_duration(options_.observer.duration));
    observer_ = observe_stream(
        loop_, transport_, options_.settings, options_.observer,
        [this](const ObservedStream& seen) { report(seen); },
        [this](const HttpTrace& trace) { console_.messages().trace(trace); });
    return true;
  }

  /// Shows what is known by then.
  void stop(ExitStatus status, std::string_view reason) override {
    if (!reported_) {
      console_.messages().status("ended: " + std::string(reason));
      report(observer_->so_far());
    }
    status_ = status;
    console_.flush();
    loop_.stop();
  }

  /// Whoever reads the report may have seen enough.
  void output_failed(int error) override {
    if (error != EPIPE) {
      console_.messages().error(std::string("standard output cannot be written: ") +
                                std::strerror(error));
      status_ = ExitStatus::failure;
    }
    loop_.stop();
  }

  void settle() override {
    console_.flush();
    if (reported_ && console_.out().is_drained()) {
      loop_.stop();
    }
  }

  [[nodiscard]] ExitStatus status() const override { return status_; }

 private:
  void report(const ObservedStream& seen) {
    reported_ = true;
    const Diagnosis diagnosis = diagnose(seen);
    const Terminal& terminal = console_.out_terminal();
    const std::string& url = options_.settings.url;
    if (diagnosis.result == CheckStatus::fail) {
      status_ = ExitStatus::failure;
    }
    std::string& out = console_.out().buffer();
    if (options_.form == DoctorForm::json) {
      const std::string text = json_report(url, diagnosis);
      terminal.is_terminal ? append_safe_text(out, text) : void(out += text);
    } else {
      out += text_report(url, terminal.is_terminal ? safe(diagnosis) : diagnosis, terminal.colors,
                         terminal.is_terminal ? static_cast<std::size_t>(console_.out_width()) : 0);
    }
    console_.out().collected();
  }

  /// Headers and reasons come from the network.
  static Diagnosis safe(Diagnosis diagnosis) {
    for (Check& check : diagnosis.checks) {
      check.detail = safe_line(check.detail);
      check.advice = safe_line(check.advice);
    }
    return diagnosis;
  }

  const DoctorOptions& options_;
  EventLoop& loop_;
  HttpTransport& transport_;
  Console& console_;
  std::unique_ptr<StreamObserver> observer_;
  bool reported_ = false;
  ExitStatus status_ = ExitStatus::success;
};

}  // namespace

ExitStatus run_doctor(const DoctorOptions& options, const Environment& environment,
                      OutputDescriptors descriptors) {
  return run_in_foreground({options.colors, options.quiet}, environment, descriptors,
                           [&options](StreamClient& client, Console& console) {
                             return std::make_unique<DoctorRun>(options, client.loop(),
                                                                client.transport(), console);
                           });
}

}  // namespace tidings::cli

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tidings/event_loop.h"
#include "tidings/http_transport.h"
#include "tidings/publisher.h"

#include "console.h"
#include "exit_status.h"
#include "foreground.h"
#include "publish/publish_options.h"
#include "publish/publish_source.h"

namespace tidings::cli {

/// A run of `tidings publish`: source → publisher → results on the console. Everything happens on
/// the loop's thread.
class PublishRun final : public ForegroundTask {
 public:
  PublishRun(const PublishOptions& options, EventLoop& loop, HttpTransport& transport,
             Console& console);

  bool start() override;
  void stop(ExitStatus status, std::string_view reason) override;
  void output_failed(int error) override;
  void output_backed_up(bool backed_up) override;
  void settle() override;

  [[nodiscard]] ExitStatus status() const override { return status_; }

 private:
  [[nodiscard]] PublishSettings settings() const;
  PublishCallbacks callbacks();
  PublishPull pull(PublishItem& item);
  void resume_input();
  void report(const PublishResult& result);
  void report_refusal(std::uint64_t line, const std::string& reason);
  void ended(const PublishEnd& end);
  [[nodiscard]] std::string last_accepted() const;
  /// Exactly one notification is to be sent.
  [[nodiscard]] bool is_alone() const;
  /// `line 3` or `notification 3`, by where they come from.
  [[nodiscard]] std::string place(std::uint64_t line) const;
  void tick();
  void erase_progress();

  const PublishOptions& options_;
  EventLoop& loop_;
  HttpTransport& transport_;
  Console& console_;
  std::unique_ptr<PublishSource> source_;
  std::unique_ptr<Publisher> publisher_;
  EventLoop::Handle progress_timer_;
  std::uint64_t accepted_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t handed_out_ = 0;
  std::uint64_t answered_ = 0;  ///< of those handed out
  std::optional<std::uint64_t> last_accepted_line_;
  bool progress_shown_ = false;
  bool backed_up_ = false;
  bool output_lost_ = false;
  bool finished_ = false;
  ExitStatus status_ = ExitStatus::success;
};

}  // namespace tidings::cli

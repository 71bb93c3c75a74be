#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "tidings/event_loop.h"
#include "tidings/publisher.h"
#include "tidings/result.h"

#include "publish/line_reader.h"
#include "publish/notification_series.h"
#include "publish/pacing.h"
#include "publish/publish_options.h"

namespace tidings::cli {

/// Where the publisher's notifications come from: the flags or a file, no faster than `--rate`.
class PublishSource {
 public:
  struct Callbacks {
    std::function<void()> on_ready;  ///< worth asking again after `not_yet`
    /// A line that cannot even be handed to the publisher.
    std::function<void(std::uint64_t line, const std::string& reason)> on_unreadable;
  };

  /// `options` and `loop` must outlive the source. The error names the file.
  static Result<std::unique_ptr<PublishSource>> open(const PublishOptions& options, EventLoop& loop,
                                                     Callbacks callbacks);

  PublishPull pull(PublishItem& item);

  /// How much has been handed out, from 0 to 1; nothing when that cannot be known.
  [[nodiscard]] std::optional<double> progress() const;

 private:
  PublishSource(const PublishOptions& options, EventLoop& loop, Callbacks callbacks);

  PublishPull pull_unpaced(PublishItem& item);
  PublishPull pull_line(PublishItem& item);

  const PublishOptions& options_;
  EventLoop& loop_;
  Callbacks callbacks_;
  NotificationSeries series_;
  std::uint64_t next_ = 1;  ///< of the series
  std::optional<LineReader> reader_;
  std::deque<std::string> addressed_;  ///< what is left of the current line
  Pacing pacing_;
  EventLoop::Handle timer_;
};

}  // namespace tidings::cli

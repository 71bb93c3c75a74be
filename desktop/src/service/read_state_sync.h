#pragma once

#include <QSet>
#include <QString>
#include <functional>
#include <memory>

#include "tidings/event_loop.h"

#include "service/control_event.h"
#include "service/history_pager.h"

namespace tidings::desktop {

/// Asks the server which notifications are read: what other devices did while this one was away.
/// Belongs to the loop's thread.
class ReadStateSync {
 public:
  using Report = std::function<void(const ReadMarks& marks, bool read)>;

  ReadStateSync(EventLoop& loop, ApiClient& api, const QString& account, Report report);

  /// Begins anew when it is under way.
  void start();
  /// Returns whether it was under way or about to begin.
  bool stop();
  /// Marked while asking: fresher than an answer under way.
  void marked(const ReadMarks& marks);

 private:
  void begin();
  void on_page(HistoryPager::Outcome outcome, const HistoryListing& listing);

  EventLoop& loop_;
  const Report report_;
  HistoryPager pager_;
  bool running_ = false;
  QSet<QString> fresher_;
  BootTime last_start_{};
  EventLoop::Handle delayed_;
};

}  // namespace tidings::desktop

#pragma once

#include <QString>
#include <functional>
#include <optional>
#include <vector>

#include "tidings/event_loop.h"

#include "service/batch_queue.h"
#include "service/history_pager.h"

namespace tidings::desktop {

/// Fetches what a server keeps for an account that is new here into the queue, before what is
/// live. Belongs to the loop's thread.
class BacklogFetcher {
 public:
  /// `on_page`: the queue has more. `on_done`: everything is in it, or cannot be had, or takes too
  /// long: then what comes still comes, but after what is live.
  BacklogFetcher(EventLoop& loop, ApiClient& api, const QString& account, BatchQueue& queue,
                 std::function<void()> on_page, std::function<void()> on_done);

  void start();
  /// The queue's backlog is stored.
  void drained();

 private:
  void on_answer(HistoryPager::Outcome outcome, HistoryListing listing);
  void finish();
  void begin();
  void end();
  void push(std::vector<HistoryEntry> entries);

  EventLoop& loop_;
  BatchQueue& queue_;
  const std::function<void()> on_page_;
  const std::function<void()> on_done_;
  HistoryPager pager_;
  int failures_ = 0;
  bool waits_for_drain_ = false;
  std::vector<HistoryEntry> last_page_;
  EventLoop::Handle timer_;
  /// A server that keeps what is live waiting for longer shall not.
  EventLoop::Handle patience_;
};

}  // namespace tidings::desktop

#pragma once

#include <QString>
#include <functional>
#include <optional>

#include "tidings/event_loop.h"
#include "tidings/http_transport.h"

#include "service/api_client.h"
#include "service/backlog_fetcher.h"
#include "service/batch_queue.h"
#include "service/control_event.h"
#include "service/read_sender.h"
#include "service/read_state_sync.h"

namespace tidings::desktop {

/// What is spoken with our own server beside the stream: the kept history of a new account, and
/// what is read. Belongs to the loop's thread.
class ServerLink {
 public:
  struct Callbacks {
    std::function<void()> on_backlog_page;
    std::function<void()> on_backlog_done;
    ReadStateSync::Report on_read_marks;
  };

  ServerLink(EventLoop& loop, HttpTransport& transport, ApiSettings api, const QString& account,
             const QString& outbox_file, BatchQueue& queue, Callbacks callbacks);

  /// The stream is open; `wants_backlog`: the account is new here.
  void opened(bool wants_backlog);
  void backlog_drained();
  /// Marked here.
  void mark(const ReadMarks& marks, bool read);
  /// Marked on another device.
  void marked_elsewhere(const ReadMarks& marks);

 private:
  void sync();

  ApiClient api_;
  ReadStateSync sync_;
  ReadSender sender_;
  BacklogFetcher backlog_;
  bool wants_sync_ = false;
};

}  // namespace tidings::desktop

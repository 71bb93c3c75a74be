#include "service/server_link.h"

#include <utility>

namespace tidings::desktop {

ServerLink::ServerLink(EventLoop& loop, HttpTransport& transport, ApiSettings api,
                       const QString& account, const QString& outbox_file, BatchQueue& queue,
                       Callbacks callbacks)
    : api_(loop, transport, std::move(api)),
      sync_(loop, api_, account, std::move(callbacks.on_read_marks)),
      sender_(loop, api_, outbox_file, [this] { sync(); }),
      backlog_(loop, api_, account, queue, std::move(callbacks.on_backlog_page),
               std::move(callbacks.on_backlog_done)) {}

void ServerLink::opened(bool wants_backlog) {
  sender_.try_now();
  if (wants_backlog) {
    backlog_.start();
    return;
  }
  wants_sync_ = true;
  sync();
}

void ServerLink::backlog_drained() {
  backlog_.drained();
}

/// What was marked here and is not heard yet would come back as the server's older opinion.
void ServerLink::sync() {
  if (wants_sync_ && sender_.is_empty()) {
    wants_sync_ = false;
    sync_.start();
  }
}

void ServerLink::mark(const ReadMarks& marks, bool read) {
  wants_sync_ = sync_.stop() || wants_sync_;
  sender_.add(marks, read);
}

void ServerLink::marked_elsewhere(const ReadMarks& marks) {
  sync_.marked(marks);
}

}  // namespace tidings::desktop

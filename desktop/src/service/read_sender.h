#pragma once

#include <QString>
#include <chrono>
#include <functional>

#include "tidings/event_loop.h"

#include "service/api_client.h"
#include "service/control_event.h"
#include "service/read_outbox.h"

namespace tidings::desktop {

/// Tells the server what was marked here until it has heard, over restarts too when there is a
/// file. Belongs to the loop's thread.
class ReadSender {
 public:
  /// `file`: where what is not heard yet is kept, for the user alone; empty: nowhere. `on_empty`
  /// is called each time the server has heard everything.
  ReadSender(EventLoop& loop, ApiClient& api, QString file, std::function<void()> on_empty);

  void add(const ReadMarks& marks, bool read);
  /// The server is there (again).
  void try_now();
  [[nodiscard]] bool is_empty() const noexcept { return outbox_.empty(); }

 private:
  void send();
  void on_answer(const ApiAnswer& answer);
  void save();

  EventLoop& loop_;
  ApiClient& api_;
  const QString file_;
  const std::function<void()> on_empty_;
  ReadOutbox outbox_;
  std::chrono::seconds delay_;
  EventLoop::Handle retry_;
};

}  // namespace tidings::desktop

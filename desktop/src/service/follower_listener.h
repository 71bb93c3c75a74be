#pragma once

#include <QString>

#include "tidings/stream_client.h"

#include "service/control_event.h"

namespace tidings::desktop {

/// What a stream on core's thread tells its account on the GUI thread; all calls come there.
class FollowerListener {
 public:
  virtual void on_connecting() = 0;
  virtual void on_opened() = 0;
  /// The next try follows by itself.
  virtual void on_failed(const QString& reason) = 0;
  virtual void on_ended(const StreamEnd& end) = 0;
  /// The queue has something for a batch.
  virtual void on_batch_ready() = 0;
  virtual void on_read_marks(const ReadMarks& marks, bool read) = 0;
  virtual void on_gap() = 0;

 protected:
  ~FollowerListener() = default;
};

}  // namespace tidings::desktop

#pragma once

#include <QObject>
#include <functional>
#include <memory>

#include "tidings/diagnosis.h"
#include "tidings/stream_client.h"
#include "tidings/stream_observer.h"

#include "service/mailbox.h"
#include "service/stream_follower.h"

namespace tidings::desktop {

/// Looks once at a stream as the account would, on core's thread, and diagnoses what was seen.
class ConnectionTest : public std::enable_shared_from_this<ConnectionTest> {
 public:
  /// `done` comes by the mailbox, at most once.
  ConnectionTest(StreamClient& client, std::shared_ptr<Mailbox> mailbox,
                 std::function<void(const Diagnosis&)> done);

  void start(FollowSettings settings);
  void cancel();
  /// The same while the client does not run.
  void cancel_now() { observer_.reset(); }

 private:
  StreamClient& client_;
  const std::shared_ptr<Mailbox> mailbox_;
  const std::function<void(const Diagnosis&)> done_;
  std::unique_ptr<StreamObserver> observer_;  ///< core's thread
};

}  // namespace tidings::desktop

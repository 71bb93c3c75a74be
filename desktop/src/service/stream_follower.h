#pragma once

#include <QString>
#include <QStringList>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tidings/event_loop.h"
#include "tidings/mapping.h"
#include "tidings/stream_client.h"

#include "service/arrival_judge.h"
#include "service/batch_queue.h"
#include "service/follower_listener.h"
#include "service/mailbox.h"
#include "service/server_link.h"

namespace tidings::desktop {

/// What to follow for one account; the token is already looked up where that takes a keychain.
struct FollowSettings {
  QString account;
  StreamSettings stream;
  std::optional<Preset> preset;  ///< unset: by the server's answer
  std::vector<std::pair<std::string, std::string>> mapping;
  std::string api_url;  ///< empty: there are no other requests
  QString outbox_file;
};

/// Follows one account's stream on core's thread and puts what comes into the queue. Made and
/// called on the GUI thread; does everything on core's. Its listener hears by the mailbox.
class StreamFollower : public std::enable_shared_from_this<StreamFollower> {
 public:
  StreamFollower(StreamClient& client, FollowSettings settings, std::shared_ptr<BatchQueue> queue,
                 std::shared_ptr<Mailbox> mailbox, FollowerListener& listener);

  void start();
  /// Ends it; the listener may still hear what was posted before, unless its mailbox is closed.
  void close();
  /// The same while the client does not run.
  void close_now();

  /// A batch was taken or settled: the stream may go on.
  void queue_changed();
  /// Marked here: the server is told.
  void mark(const ReadMarks& marks, bool read);
  /// `on_batch_ready` is wanted again.
  void listen_again() { announced_.store(false); }

 private:
  void on_core_thread(std::function<void(StreamFollower&)> work);
  [[nodiscard]] StreamCallbacks callbacks();

  void on_open(const StreamOpened& opened);
  void on_event(const Event& event);
  void on_id(std::string_view id);
  void on_marks(const Event& event);
  [[nodiscard]] bool may_be_ours() const;
  void make_link();
  void finish_backlog();
  void after_push();
  void watch_silence();
  void tell(void (FollowerListener::*what)());

  StreamClient& client_;
  FollowSettings settings_;
  const std::shared_ptr<BatchQueue> queue_;
  const std::shared_ptr<Mailbox> mailbox_;
  FollowerListener& listener_;
  std::atomic<bool> announced_{false};

  // Core's thread.
  std::optional<StreamId> stream_;
  std::optional<EventMapping> mapping_;
  std::unique_ptr<ServerLink> link_;
  ArrivalJudge arrival_;
  EventLoop::Handle silence_;
  bool has_position_ = false;
  bool wants_backlog_ = false;
  bool paused_ = false;
};

}  // namespace tidings::desktop

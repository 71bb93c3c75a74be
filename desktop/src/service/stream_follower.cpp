#include "service/stream_follower.h"

#include <QDateTime>
#include <functional>

#include "service/entry_from_event.h"
#include "service/text.h"

namespace tidings::desktop {

StreamFollower::StreamFollower(StreamClient& client, FollowSettings settings,
                               std::shared_ptr<BatchQueue> queue, std::shared_ptr<Mailbox> mailbox,
                               FollowerListener& listener)
    : client_(client),
      settings_(std::move(settings)),
      queue_(std::move(queue)),
      mailbox_(std::move(mailbox)),
      listener_(listener) {
  has_position_ = !settings_.stream.last_event_id.empty();
  wants_backlog_ = !has_position_ && may_be_ours();
  if (wants_backlog_) {
    queue_->hold_live();
  }
}

void StreamFollower::on_core_thread(std::function<void(StreamFollower&)> work) {
  client_.loop().post([self = shared_from_this(), work = std::move(work)] { work(*self); });
}

void StreamFollower::start() {
  on_core_thread([](StreamFollower& self) {
    self.stream_ = self.client_.add(self.settings_.stream, self.callbacks());
  });
}

void StreamFollower::close() {
  on_core_thread([](StreamFollower& self) { self.close_now(); });
}

void StreamFollower::close_now() {
  if (stream_) {
    client_.remove(*stream_);
    stream_.reset();
  }
  silence_.reset();
  link_.reset();
}

void StreamFollower::queue_changed() {
  on_core_thread([](StreamFollower& self) {
    if (self.paused_ && self.stream_ && self.queue_->is_low()) {
      self.paused_ = false;
      self.client_.resume(*self.stream_);
    }
    if (self.link_ && self.queue_->backlog_is_empty()) {
      self.link_->backlog_drained();
    }
  });
}

void StreamFollower::mark(const ReadMarks& marks, bool read) {
  on_core_thread([marks, read](StreamFollower& self) {
    if (self.may_be_ours()) {
      self.make_link();
      self.link_->mark(marks, read);
    }
  });
}

/// As far as is known: what is not named is known once the server has answered.
bool StreamFollower::may_be_ours() const {
  const Preset preset = mapping_ ? mapping_->preset() : settings_.preset.value_or(Preset::tidings);
  return preset == Preset::tidings && !settings_.api_url.empty();
}

void StreamFollower::tell(void (FollowerListener::*what)()) {
  mailbox_->post([listener = &listener_, what] { (listener->*what)(); });
}

/// The stream goes before its follower, on the same thread: `this` holds.
StreamCallbacks StreamFollower::callbacks() {
  StreamCallbacks calls;
  calls.on_connecting = [this](std::string_view) { tell(&FollowerListener::on_connecting); };
  calls.on_open = [this](const StreamOpened& opened) { on_open(opened); };
  calls.on_event = [this](const Event& event) { on_event(event); };
  calls.on_last_event_id = [this](std::string_view id) { on_id(id); };
  calls.on_reconnecting = [this](const StreamReconnecting& reconnecting) {
    mailbox_->post([listener = &listener_, reason = to_qt(reconnecting.reason)] {
      listener->on_failed(reason);
    });
  };
  calls.on_end = [this](const StreamEnd& end) {
    mailbox_->post([listener = &listener_, end] { listener->on_ended(end); });
  };
  return calls;
}

void StreamFollower::on_open(const StreamOpened& opened) {
  if (!mapping_) {
    auto mapping = EventMapping::create(settings_.preset.value_or(detect_preset(opened.head)),
                                        settings_.mapping);
    // The configuration's reader has checked it.
    mapping_ = mapping ? *mapping : EventMapping(Preset::plain);
  }
  const bool is_ours = mapping_->preset() == Preset::tidings;
  arrival_.opened(has_position_, is_ours);
  watch_silence();
  tell(&FollowerListener::on_opened);
  if (may_be_ours()) {
    make_link();
    link_->opened(wants_backlog_);
  } else if (wants_backlog_) {
    finish_backlog();
  }
}

void StreamFollower::make_link() {
  if (link_) {
    return;
  }
  ApiSettings api{settings_.api_url, settings_.stream.headers, settings_.stream.token,
                  settings_.stream.connection};
  ServerLink::Callbacks calls;
  calls.on_backlog_page = [this] { after_push(); };
  calls.on_backlog_done = [this] { finish_backlog(); };
  calls.on_read_marks = [this](const ReadMarks& marks, bool read) {
    mailbox_->post([listener = &listener_, marks, read] { listener->on_read_marks(marks, read); });
  };
  link_ = std::make_unique<ServerLink>(client_.loop(), client_.transport(), std::move(api),
                                       settings_.account, settings_.outbox_file, *queue_,
                                       std::move(calls));
}

void StreamFollower::finish_backlog() {
  wants_backlog_ = false;
  queue_->release_live();
  after_push();
}

void StreamFollower::on_event(const Event& event) {
  has_position_ = has_position_ || !event.last_event_id.empty();
  switch (mapping_->kind(event)) {
    case EventKind::ordinary:
      queue_->push(
          entry_from_event(*mapping_, event, settings_.account, QDateTime::currentDateTimeUtc()),
          event.last_event_id, arrival_.arrival());
      after_push();
      watch_silence();
      return;
    case EventKind::heartbeat:
      if (event.has_own_id) {
        queue_->pass(event.last_event_id, arrival_.arrival());
        after_push();
      }
      return;
    case EventKind::gap:
      tell(&FollowerListener::on_gap);
      return;
    case EventKind::read:
    case EventKind::unread:
      on_marks(event);
      return;
  }
}

void StreamFollower::on_marks(const Event& event) {
  const ReadMarks marks = read_marks_from(event.data);
  if (link_) {
    link_->marked_elsewhere(marks);
  }
  const bool read = mapping_->kind(event) == EventKind::read;
  mailbox_->post([listener = &listener_, marks, read] { listener->on_read_marks(marks, read); });
}

void StreamFollower::on_id(std::string_view id) {
  has_position_ = has_position_ || !id.empty();
  queue_->pass(id, arrival_.arrival());
  arrival_.id_only_block();
  after_push();
}

void StreamFollower::watch_silence() {
  if (!arrival_.waits_for_silence()) {
    silence_.reset();
    return;
  }
  silence_ = client_.loop().call_at(client_.loop().now() + ArrivalJudge::kSilence, [this] {
    silence_.reset();
    arrival_.silence();
  });
}

void StreamFollower::after_push() {
  if (stream_ && !paused_ && queue_->is_full()) {
    paused_ = true;
    client_.pause(*stream_);
  }
  if (!announced_.exchange(true)) {
    tell(&FollowerListener::on_batch_ready);
  }
}

}  // namespace tidings::desktop

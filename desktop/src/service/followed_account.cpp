#include "service/followed_account.h"

#include <QPointer>
#include <algorithm>
#include <utility>

#include "service/follow_settings.h"
#include "service/reason_text.h"
#include "service/text.h"

namespace tidings::desktop {
namespace {

constexpr std::chrono::seconds kKeyringInterval{10};
constexpr std::chrono::seconds kFirstStoreDelay{2};
constexpr std::chrono::seconds kLongestStoreDelay{60};

}  // namespace

FollowedAccount::FollowedAccount(AccountSurroundings& surroundings, Profile profile,
                                 QObject* parent)
    : QObject(parent),
      surroundings_(surroundings),
      profile_(std::move(profile)),
      judge_(to_qt(profile_.name), surroundings.grace),
      store_delay_(kFirstStoreDelay) {
  status_.account = to_qt(profile_.name);
  for (QTimer* timer : {&status_timer_, &keyring_timer_, &retry_timer_, &store_timer_}) {
    timer->setSingleShot(true);
  }
  connect(&status_timer_, &QTimer::timeout, this, [this] { update_status(); });
  connect(&keyring_timer_, &QTimer::timeout, this, [this] { get_token(); });
  connect(&retry_timer_, &QTimer::timeout, this, [this] { try_again(); });
  connect(&store_timer_, &QTimer::timeout, this, [this] { deliver(); });
  connect(&surroundings_.secrets, &SecretService::changed, this, [this] {
    if (waits_for_keyring_) {
      get_token();
    }
  });
}

FollowedAccount::~FollowedAccount() {
  unfollow();
}

void FollowedAccount::start() {
  judge_.started(BootClock::now());
  retry_delay_ = {};
  update_status();
  get_token();
}

void FollowedAccount::restart() {
  unfollow();
  refused_token_.clear();
  start();
}

void FollowedAccount::woke() {
  judge_.woke(BootClock::now());
  retry_delay_ = {};
  if (waits_for_keyring_ || (!follower_ && retry_timer_.isActive())) {
    try_again();
  }
  update_status();
}

void FollowedAccount::get_token() {
  keyring_timer_.stop();
  if (!profile_.token_keychain) {
    follow({});
    return;
  }
  surroundings_.secrets.read(status_.account, [self = QPointer(this)](const TokenReading& reading) {
    if (self && !self->follower_) {
      self->on_token(reading);
    }
  });
}

void FollowedAccount::on_token(const TokenReading& reading) {
  switch (reading.kind) {
    case TokenReading::Kind::token:
      if (reading.token == refused_token_) {
        wait_for_keyring(NeededAction::enter_token,
                         tr("The server no longer accepts the token. Enter a new one."), true);
      } else {
        waits_for_keyring_ = false;
        follow(reading.token);
      }
      return;
    case TokenReading::Kind::none:
      wait_for_keyring(NeededAction::enter_token,
                       tr("This account has no token yet. Enter the one you were given."), true);
      return;
    case TokenReading::Kind::locked:
      wait_for_keyring(NeededAction::unlock_keyring,
                       tr("The token is in the keyring, which is locked. Unlock it."), false);
      return;
    case TokenReading::Kind::no_service:
      wait_for_keyring(NeededAction::enter_token,
                       tr("The token should be in the keyring, but this desktop has none."), false);
      return;
  }
}

/// The keyring tells most changes by itself; what it does not tell is found by asking now and then.
void FollowedAccount::wait_for_keyring(NeededAction action, const QString& sentence, bool certain) {
  waits_for_keyring_ = true;
  keyring_timer_.start(kKeyringInterval);
  judge_.needs(action, sentence, certain, BootClock::now());
  update_status();
}

void FollowedAccount::follow(const QString& keychain_token) {
  unfollow();
  token_ = keychain_token;
  queue_ = std::make_shared<BatchQueue>(status_.account);
  mailbox_ = std::make_shared<Mailbox>(this);
  follower_ = std::make_shared<StreamFollower>(
      surroundings_.client,
      follow_settings(profile_, token_, surroundings_.last_position(status_.account),
                      surroundings_.state_folder),
      queue_, mailbox_, *this);
  surroundings_.made_follower(follower_);
  follower_->start();
  hand_over_marks();
}

void FollowedAccount::unfollow() {
  retry_timer_.stop();
  store_timer_.stop();
  keyring_timer_.stop();
  waits_for_keyring_ = false;
  if (mailbox_) {
    mailbox_->close();
    mailbox_.reset();
  }
  if (follower_) {
    follower_->close();
    follower_.reset();
  }
  queue_.reset();
}

void FollowedAccount::try_again() {
  retry_timer_.stop();
  get_token();
}

void FollowedAccount::try_later(const std::optional<EndVerdict::Retry>& retry) {
  if (retry) {
    retry_delay_ = std::clamp(retry_delay_ * 2, retry->first, retry->longest);
    retry_timer_.start(retry_delay_);
  }
}

void FollowedAccount::on_connecting() {
  judge_.connecting(BootClock::now());
  update_status();
}

void FollowedAccount::on_opened() {
  judge_.opened();
  retry_delay_ = {};
  refused_token_.clear();
  update_status();
}

void FollowedAccount::on_failed(const QString& reason) {
  judge_.failed(reason_text(reason), BootClock::now());
  update_status();
}

void FollowedAccount::on_ended(const StreamEnd& end) {
  const EndVerdict verdict = judge_end(end, profile_, judge_.has_been_connected());
  judge_.needs(verdict.action, verdict.sentence, verdict.certain, BootClock::now());
  const bool may_have_another =
      verdict.action == NeededAction::enter_token && profile_.token_keychain;
  if (may_have_another) {
    refused_token_ = token_;
  }
  unfollow();
  if (may_have_another) {
    get_token();
  } else {
    try_later(verdict.retry);
  }
  update_status();
}

void FollowedAccount::on_batch_ready() {
  follower_->listen_again();
  deliver();
}

/// One batch at a time, each in a turn of the event loop of its own: windows stay smooth.
void FollowedAccount::deliver() {
  if (!queue_ || store_timer_.isActive()) {
    return;
  }
  if (const auto batch = queue_->take()) {
    emit batch_received(*batch);
  } else if (!queue_->is_under_way()) {
    follower_->queue_changed();
  }
}

void FollowedAccount::acknowledge(bool stored) {
  if (!queue_ || !queue_->is_under_way()) {
    return;
  }
  queue_->settle(stored);
  if (!stored) {
    store_timer_.start(store_delay_);
    store_delay_ = std::min(store_delay_ * 2, kLongestStoreDelay);
    return;
  }
  store_delay_ = kFirstStoreDelay;
  QMetaObject::invokeMethod(this, &FollowedAccount::deliver, Qt::QueuedConnection);
}

void FollowedAccount::send_read(const QStringList& ids, bool read) {
  marks_.push_back({{ids, {}}, read});
  hand_over_marks();
}

void FollowedAccount::send_read_up_to(const QString& id) {
  marks_.push_back({{{}, id}, true});
  hand_over_marks();
}

void FollowedAccount::hand_over_marks() {
  if (!follower_) {
    return;
  }
  for (const Mark& mark : std::exchange(marks_, {})) {
    follower_->mark(mark.marks, mark.read);
  }
}

void FollowedAccount::on_read_marks(const ReadMarks& marks, bool read) {
  if (!marks.up_to.isEmpty()) {
    emit read_up_to_changed(marks.up_to);
  }
  if (!marks.ids.isEmpty()) {
    emit read_changed(marks.ids, read);
  }
}

void FollowedAccount::on_gap() {
  emit gap_reported();
}

void FollowedAccount::update_status() {
  const BootTime now = BootClock::now();
  if (const auto change = judge_.next_change(now)) {
    status_timer_.start(std::chrono::ceil<std::chrono::milliseconds>(*change - now));
  } else {
    status_timer_.stop();
  }
  const AccountStatus status = judge_.status(now);
  const bool is_same = status.state == status_.state && status.action == status_.action &&
                       status.detail == status_.detail;
  if (!is_same) {
    status_ = status;
    emit status_changed();
  }
}

}  // namespace tidings::desktop

#include "service/status_judge.h"

#include <algorithm>

namespace tidings::desktop {

void StatusJudge::started(BootTime now) {
  *this = StatusJudge(account_, grace_);
  grace_until_ = now + grace_;
}

void StatusJudge::lose(BootTime now) {
  if (connected_) {
    connected_ = false;
    grace_until_ = std::max(grace_until_, now + grace_);
  }
}

void StatusJudge::connecting(BootTime now) {
  lose(now);
}

void StatusJudge::opened() {
  connected_ = true;
  has_been_connected_ = true;
  certain_ = false;
  action_ = NeededAction::none;
  detail_.clear();
}

void StatusJudge::failed(const QString& reason, BootTime now) {
  lose(now);
  certain_ = false;
  action_ = NeededAction::none;
  detail_ = reason;
}

void StatusJudge::needs(NeededAction action, const QString& detail, bool certain, BootTime now) {
  lose(now);
  certain_ = certain;
  action_ = action;
  detail_ = detail;
}

void StatusJudge::woke(BootTime now) {
  grace_until_ = std::max(grace_until_, now + grace_);
}

AccountStatus StatusJudge::status(BootTime now) const {
  if (connected_) {
    return {account_, AccountState::connected, NeededAction::none, {}};
  }
  const bool may_look_like_error = now >= grace_until_;
  if (action_ != NeededAction::none && (certain_ || may_look_like_error)) {
    return {account_, AccountState::action_needed, action_, detail_};
  }
  if (!may_look_like_error) {
    return {account_, AccountState::connecting, NeededAction::none, {}};
  }
  return {account_, AccountState::offline, NeededAction::none,
          detail_.isEmpty() ? tr("The server does not answer.") : detail_};
}

std::optional<BootTime> StatusJudge::next_change(BootTime now) const {
  if (connected_ || now >= grace_until_) {
    return std::nullopt;
  }
  return grace_until_;
}

}  // namespace tidings::desktop

#include "followed_log.h"

#include <algorithm>

namespace tidings::server {
namespace {

/// What waits at most while the log is being read. What does not fit is read again.
constexpr std::size_t kMaxWaitingBytes = std::size_t{1} << 20U;

}  // namespace

FollowedLog::Step FollowedLog::on_confirmed() {
  ++round_;
  waiting_.clear();
  waiting_bytes_ = 0;
  newest_heard_ = {};
  const bool open = !position_ || new_epoch_;
  state_ = open ? State::opening : State::reading;
  return {.gap = {}, .deliver = {}, .next = open ? Next::open : Next::read};
}

void FollowedLog::on_lost() {
  state_ = State::lost;
}

void FollowedLog::on_new_epoch() {
  new_epoch_ = true;
}

FollowedLog::Step FollowedLog::on_opened(const LogBounds& bounds) {
  Step step;
  if (state_ != State::opening) {
    return step;
  }
  if (position_ && new_epoch_) {
    position_ = bounds.trimmed;
    step.gap = bounds.trimmed;
    step.next = Next::read;
    state_ = State::reading;
  } else {
    position_ = bounds.last;
    take_waiting(step);
  }
  new_epoch_ = false;
  return step;
}

FollowedLog::Step FollowedLog::on_page(Page page) {
  Step step;
  if (state_ != State::reading) {
    return step;
  }
  if (!page.bounds.covers(*position_)) {
    // Trimmed: go on with what is kept. Newer than the log (a failover lost its end): go on at its
    // end.
    position_ = *position_ < page.bounds.trimmed ? page.bounds.trimmed : page.bounds.last;
    step.gap = position_;
  }
  if (!page.entries.empty()) {
    position_ = page.entries.back().position;
    step.deliver = std::move(page.entries);
  }
  if (page.more) {
    step.next = Next::read;
    return step;
  }
  // What the log kept up to here was given; its last entry may be gone by age already.
  position_ = std::max(*position_, page.bounds.last);
  take_waiting(step);
  return step;
}

FollowedLog::Step FollowedLog::on_wake_up(WakeUp wake_up) {
  Step step;
  if (state_ == State::opening || state_ == State::reading) {
    keep(std::move(wake_up));
    return step;
  }
  if (state_ == State::lost || wake_up.entry.position <= *position_) {
    return step;
  }
  if (wake_up.previous > *position_) {
    keep(std::move(wake_up));
    newest_heard_ = {};
    state_ = State::reading;
    step.next = Next::read;
    return step;
  }
  position_ = wake_up.entry.position;
  step.deliver.push_back(std::move(wake_up.entry));
  return step;
}

void FollowedLog::keep(WakeUp wake_up) {
  newest_heard_ = std::max(newest_heard_, wake_up.entry.position);
  waiting_bytes_ += wake_up.entry.json.size();
  if (waiting_bytes_ > kMaxWaitingBytes) {
    waiting_.clear();
    waiting_bytes_ = 0;
    return;
  }
  waiting_.push_back(std::move(wake_up));
}

void FollowedLog::take_waiting(Step& step) {
  auto next = waiting_.begin();
  for (; next != waiting_.end() && next->previous <= *position_; ++next) {
    if (next->entry.position > *position_) {
      position_ = next->entry.position;
      step.deliver.push_back(std::move(next->entry));
    }
  }
  waiting_.erase(waiting_.begin(), next);
  const bool complete = waiting_.empty() && newest_heard_ <= *position_;
  newest_heard_ = {};
  if (waiting_.empty()) {
    waiting_bytes_ = 0;
    waiting_.shrink_to_fit();
  }
  state_ = complete ? State::live : State::reading;
  step.next = complete ? Next::nothing : Next::read;
}

}  // namespace tidings::server

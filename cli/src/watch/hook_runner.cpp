#include "watch/hook_runner.h"

#include <algorithm>
#include <utility>

namespace tidings::cli {
namespace {

constexpr std::size_t kManyWaiting = 64;
constexpr std::size_t kManyBytes = std::size_t{1} << 20;

/// Data twice: on standard input and in the environment.
std::size_t size_of(const HookJob& job) {
  return 2 * job.input.size();
}

}  // namespace

HookRunner::HookRunner(EventLoop& loop, Settings settings, Callbacks callbacks)
    : loop_(loop), settings_(std::move(settings)), callbacks_(std::move(callbacks)) {}

void HookRunner::add(HookJob job) {
  waiting_bytes_ += size_of(job);
  waiting_.push_back(std::move(job));
  report_pressure();
}

bool HookRunner::may_start() const {
  if (running_.size() >= settings_.jobs) {
    return false;
  }
  return !settings_.keep_together || unfinished_.empty() ||
         started_ - *unfinished_.begin() < settings_.jobs;
}

void HookRunner::start_waiting() {
  while (!waiting_.empty() && may_start()) {
    HookJob job = std::move(waiting_.front());
    waiting_.pop_front();
    waiting_bytes_ -= size_of(job);
    start(std::move(job));
  }
  report_pressure();
}

void HookRunner::start(HookJob job) {
  const auto owner = std::make_shared<const ChildProcess*>(nullptr);
  const Running running{started_++, std::move(job.about), std::move(job.ended)};
  auto child =
      ChildProcess::start(loop_, settings_.command, job.environment, std::move(job.input),
                          [this, owner, running](int status) { ended(*owner, running, status); });
  if (!child) {
    fail(running, "failed: " + child.error().message);
    return;
  }
  unfinished_.insert(running.number);
  *owner = child->get();
  running_.push_back(std::move(*child));
}

void HookRunner::ended(const ChildProcess* child, const Running& job, int status) {
  const Running kept = job;  // the child holds `job`, and goes
  unfinished_.erase(kept.number);
  running_.erase(std::find_if(running_.begin(), running_.end(),
                              [&](const auto& running) { return running.get() == child; }));
  if (const std::string failure = failure_text(status); !failure.empty()) {
    fail(kept, failure);
  } else if (kept.ended) {
    kept.ended(true);
  }
}

void HookRunner::fail(const Running& job, const std::string& how) {
  if (job.ended) {
    job.ended(false);
  }
  callbacks_.on_failure("the --exec command " + how + " for " + job.about);
}

void HookRunner::drop_waiting() {
  waiting_.clear();
  waiting_bytes_ = 0;
}

void HookRunner::terminate() {
  for (const auto& child : running_) {
    child->terminate();
  }
}

void HookRunner::report_pressure() {
  const std::size_t divisor = backed_up_ ? 2 : 1;
  const bool backed_up =
      waiting_.size() > kManyWaiting / divisor || waiting_bytes_ > kManyBytes / divisor;
  if (std::exchange(backed_up_, backed_up) != backed_up) {
    callbacks_.on_backed_up(backed_up);
  }
}

}  // namespace tidings::cli

#include "load/fleet.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <sys/epoll.h>
#include <unistd.h>

#include "load/stamp.h"

namespace tidings::load {
namespace {

constexpr std::int64_t kRetryAfter = 100'000'000;  // nanoseconds
constexpr std::int64_t kNanosecondsPerMs = 1'000'000;
constexpr std::uint64_t kControl = ~std::uint64_t{0};

}  // namespace

Fleet::Fleet(const FleetPlan& plan, FleetBoard& board)
    : plan_(plan), board_(board), epoll_(epoll_create1(EPOLL_CLOEXEC)), window_(plan.window) {
  if (!epoll_)
    throw std::runtime_error("no epoll for the streams");
  streams_.reserve(plan.streams);
  for (std::uint32_t i = 0; i < plan.streams; ++i) {
    streams_.emplace_back(plan_, board_, findings_, plan.first_seller + i);
    to_open_.push_back(i);
  }
}

void Fleet::run(int control) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = kControl;
  epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, control, &event);
  std::array<epoll_event, 512> events{};
  while (true) {
    begin_some();
    const int count =
        epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), time_to_retry());
    for (int i = 0; i < count; ++i) {
      const epoll_event& ready = events.at(static_cast<std::size_t>(i));
      if (ready.data.u64 != kControl)
        on_ready(static_cast<std::size_t>(ready.data.u64), ready.events);
      else if (!obey(control))
        return;
    }
  }
}

bool Fleet::obey(int control) {
  char byte = 0;
  if (read(control, &byte, 1) != 1)
    return false;
  switch (static_cast<Command>(byte)) {
    case Command::resume:
      window_ = streams_.size();
      for (std::size_t i = 0; i < streams_.size(); ++i) {
        if (streams_[i].state() == LoadStream::State::closed)
          to_open_.push_back(i);
      }
      return true;
    case Command::finish:
      finish();
      return false;
    case Command::quit:
      return false;
  }
  return true;
}

void Fleet::finish() {
  for (LoadStream& stream : streams_)
    stream.finish();
  board_.findings = findings_;
  board_.finished.store(true, std::memory_order_release);
}

void Fleet::begin_some() {
  const std::int64_t now = retries_.empty() ? 0 : monotonic_now();
  for (; !retries_.empty() && retries_.front().due <= now; retries_.pop_front())
    to_open_.push_back(retries_.front().index);
  for (; opening_ < window_ && !to_open_.empty(); to_open_.pop_front())
    begin(to_open_.front());
}

void Fleet::begin(std::size_t index) {
  LoadStream& stream = streams_[index];
  if (!stream.connect())
    return retry_later(index);
  ++opening_;
  watch(index, EPOLLOUT, EPOLL_CTL_ADD);
}

void Fleet::on_ready(std::size_t index, std::uint32_t events) {
  LoadStream& stream = streams_[index];
  if (stream.state() == LoadStream::State::closed)
    return;
  const bool was_opening = stream.state() != LoadStream::State::live;
  if (stream.state() == LoadStream::State::connecting) {
    if (stream.on_writable())
      watch(index, EPOLLIN, EPOLL_CTL_MOD);
  } else if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
    stream.on_readable();
  }
  opened_or_lost(index, was_opening);
}

void Fleet::opened_or_lost(std::size_t index, bool was_opening) {
  const LoadStream::State state = streams_[index].state();
  const bool open_now = state == LoadStream::State::live;
  const bool closed_now = state == LoadStream::State::closed;
  if (was_opening && (open_now || closed_now))
    --opening_;
  if (was_opening && closed_now)
    retry_later(index);
}

void Fleet::watch(std::size_t index, std::uint32_t events, int operation) const {
  epoll_event event{};
  event.events = events;
  event.data.u64 = index;
  epoll_ctl(epoll_.get(), operation, streams_[index].fd(), &event);
}

void Fleet::retry_later(std::size_t index) {
  retries_.push_back({index, monotonic_now() + kRetryAfter});
}

int Fleet::time_to_retry() const {
  if (retries_.empty())
    return -1;
  const std::int64_t left = retries_.front().due - monotonic_now();
  return static_cast<int>(std::max<std::int64_t>(left, 0) / kNanosecondsPerMs + 1);
}

}  // namespace tidings::load

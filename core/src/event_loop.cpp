#include "tidings/event_loop.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "file_descriptor.h"
#include "sigpipe_block.h"

namespace tidings {
namespace {

constexpr std::uint64_t kWakeUp = 0;
constexpr std::uint64_t kTimer = 1;
constexpr std::uint64_t kFirstWatch = 2;
constexpr std::size_t kEventsPerRound = 256;

std::string reason(int error) {
  return std::error_code(error, std::generic_category()).message();
}

std::uint32_t epoll_events(unsigned interests) {
  std::uint32_t events = 0;
  if ((interests & EventLoop::kRead) != 0) {
    events |= EPOLLIN;
  }
  if ((interests & EventLoop::kWrite) != 0) {
    events |= EPOLLOUT;
  }
  return events;
}

unsigned possible_interests(std::uint32_t events, unsigned asked) {
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
    return asked;
  }
  unsigned ready = 0;
  if ((events & EPOLLIN) != 0) {
    ready |= EventLoop::kRead;
  }
  if ((events & EPOLLOUT) != 0) {
    ready |= EventLoop::kWrite;
  }
  return ready & asked;
}

}  // namespace

using Timers = std::multimap<BootTime, std::shared_ptr<EventLoop::Source>>;

class EventLoop::Source {
 public:
  State* loop = nullptr;  ///< null once dropped
  std::uint64_t key = 0;  ///< of a watch; 0 for a timer
  int fd = -1;
  unsigned interests = 0;
  std::function<void(unsigned)> ready;
  std::function<void()> expired;
  Timers::iterator timer;
};

struct EventLoop::State {
  FileDescriptor epoll;
  FileDescriptor wake_up;
  FileDescriptor timer_fd;
  std::atomic<bool> stopping{false};
  std::atomic<std::thread::id> running_on{};
  BootTime now = BootClock::now();
  std::uint64_t next_key = kFirstWatch;
  std::unordered_map<std::uint64_t, std::shared_ptr<Source>> watches;
  Timers timers;
  BootTime armed = BootTime::max();
  std::function<void()> before_wait;
  std::mutex posted_mutex;
  std::deque<std::function<void()>> posted;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    for (auto& [key, source] : watches) {
      source->loop = nullptr;
    }
    for (auto& [when, source] : timers) {
      source->loop = nullptr;
    }
  }

  [[nodiscard]] int control(int operation, int fd, std::uint64_t key, std::uint32_t events) const {
    epoll_event event{};
    event.events = events;
    event.data.u64 = key;
    return ::epoll_ctl(epoll.get(), operation, fd, &event) == 0 ? 0 : errno;
  }

  void drop(Source& source) noexcept {
    source.loop = nullptr;
    if (source.key == 0) {
      timers.erase(source.timer);
      return;
    }
    if (source.interests != 0) {
      ::epoll_ctl(epoll.get(), EPOLL_CTL_DEL, source.fd, nullptr);
    }
    watches.erase(source.key);
  }

  void wake() const noexcept {
    const std::uint64_t one = 1;
    // Only a full counter can refuse, and then the loop is awake already.
    [[maybe_unused]] const ssize_t written = ::write(wake_up.get(), &one, sizeof one);
  }

  static void drain(int fd) noexcept {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(fd, &count, sizeof count);
  }

  void run_posted() {
    std::deque<std::function<void()>> work;
    {
      const std::lock_guard lock(posted_mutex);
      work.swap(posted);
    }
    for (const std::function<void()>& piece : work) {
      piece();
    }
  }

  /// Timers that callbacks add for "now" wait for the next round, so that sockets get their turn.
  void run_timers() {
    std::vector<std::shared_ptr<Source>> due;
    for (auto it = timers.begin(); it != timers.end() && it->first <= now; ++it) {
      due.push_back(it->second);
    }
    for (const std::shared_ptr<Source>& source : due) {
      if (source->loop != nullptr) {
        drop(*source);
        source->expired();
      }
    }
  }

  void dispatch(const epoll_event& event) {
    if (event.data.u64 == kWakeUp) {
      drain(wake_up.get());
      return;
    }
    if (event.data.u64 == kTimer) {
      drain(timer_fd.get());
      armed = BootTime::max();
      return;
    }
    const std::uint64_t key = event.data.u64;  // a copy: the kernel packs the struct, unaligned
    const auto found = watches.find(key);
    if (found == watches.end()) {
      return;  // dropped by an earlier callback of this round
    }
    const std::shared_ptr<Source> source = found->second;
    if (const unsigned ready = possible_interests(event.events, source->interests); ready != 0) {
      source->ready(ready);
    }
  }

  void arm_timer() {
    if (timers.empty() || timers.begin()->first == armed) {
      return;
    }
    armed = timers.begin()->first;
    const auto since_boot = std::max(armed.time_since_epoch(), std::chrono::nanoseconds{1});
    const auto seconds = std::chrono::floor<std::chrono::seconds>(since_boot);
    itimerspec time{};
    time.it_value.tv_sec = seconds.count();
    time.it_value.tv_nsec = (since_boot - seconds).count();
    ::timerfd_settime(timer_fd.get(), TFD_TIMER_ABSTIME, &time, nullptr);
  }

  [[nodiscard]] bool must_not_wait() {
    if (stopping.load() || (!timers.empty() && timers.begin()->first <= now)) {
      return true;
    }
    const std::lock_guard lock(posted_mutex);
    return !posted.empty();
  }

  void wait_and_dispatch() {
    std::array<epoll_event, kEventsPerRound> events;
    const int count = ::epoll_wait(epoll.get(), events.data(), static_cast<int>(events.size()),
                                   must_not_wait() ? 0 : -1);
    now = BootClock::now();
    for (int index = 0; index < count && !stopping.load(); ++index) {
      dispatch(events[static_cast<std::size_t>(index)]);
    }
  }
};

Result<std::unique_ptr<EventLoop>> EventLoop::create() {
  auto state = std::make_unique<State>();
  state->epoll = FileDescriptor(::epoll_create1(EPOLL_CLOEXEC));
  state->wake_up = FileDescriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  state->timer_fd = FileDescriptor(::timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK));
  if (!state->epoll || !state->wake_up || !state->timer_fd) {
    return Error{"the event loop cannot be made: " + reason(errno), true};
  }
  for (const auto& [fd, key] :
       {std::pair{state->wake_up.get(), kWakeUp}, std::pair{state->timer_fd.get(), kTimer}}) {
    if (const int error = state->control(EPOLL_CTL_ADD, fd, key, EPOLLIN); error != 0) {
      return Error{"the event loop cannot be made: " + reason(error), true};
    }
  }
  return std::unique_ptr<EventLoop>(new EventLoop(std::move(state)));
}

EventLoop::EventLoop(std::unique_ptr<State> state) : state_(std::move(state)) {}
EventLoop::~EventLoop() = default;

void EventLoop::run() noexcept {
  const SigpipeBlock no_sigpipe;
  State& state = *state_;
  state.running_on.store(std::this_thread::get_id());
  while (!state.stopping.load()) {
    state.now = BootClock::now();
    state.run_posted();
    state.run_timers();
    if (state.before_wait) {
      state.before_wait();
    }
    state.arm_timer();
    state.wait_and_dispatch();
  }
  state.running_on.store(std::thread::id{});
  state.stopping.store(false);
}

bool EventLoop::runs_here() const noexcept {
  return state_->running_on.load() == std::this_thread::get_id();
}

void EventLoop::stop() noexcept {
  state_->stopping.store(true);
  state_->wake();
}

void EventLoop::post(std::function<void()> work) {
  {
    const std::lock_guard lock(state_->posted_mutex);
    state_->posted.push_back(std::move(work));
  }
  state_->wake();
}

BootTime EventLoop::now() const noexcept {
  return state_->now;
}

Result<EventLoop::Handle> EventLoop::watch(int fd, unsigned interests,
                                           std::function<void(unsigned)> callback) {
  auto source = std::make_shared<Source>();
  source->loop = state_.get();
  source->key = state_->next_key++;
  source->fd = fd;
  source->interests = interests;
  source->ready = std::move(callback);
  if (interests != 0) {
    const int error = state_->control(EPOLL_CTL_ADD, fd, source->key, epoll_events(interests));
    if (error != 0) {
      return Error{"file descriptor " + std::to_string(fd) +
                   " cannot be watched: " + reason(error)};
    }
  }
  state_->watches.emplace(source->key, source);
  return Handle(std::move(source));
}

void EventLoop::set_interests(const Handle& watch, unsigned interests) {
  Source& source = *watch.source_;
  if (interests == source.interests) {
    return;
  }
  // Without interests epoll would still report hang-ups, for ever: such a watch is taken out.
  int operation = EPOLL_CTL_MOD;
  if (source.interests == 0) {
    operation = EPOLL_CTL_ADD;
  } else if (interests == 0) {
    operation = EPOLL_CTL_DEL;
  }
  // A descriptor that could be watched once can be watched again.
  [[maybe_unused]] const int error =
      state_->control(operation, source.fd, source.key, epoll_events(interests));
  source.interests = interests;
}

EventLoop::Handle EventLoop::call_at(BootTime when, std::function<void()> callback) {
  auto source = std::make_shared<Source>();
  source->loop = state_.get();
  source->expired = std::move(callback);
  source->timer = state_->timers.emplace(when, source);
  return Handle(std::move(source));
}

void EventLoop::before_wait(std::function<void()> callback) {
  state_->before_wait = std::move(callback);
}

EventLoop::Handle::Handle(std::shared_ptr<Source> source) : source_(std::move(source)) {}
EventLoop::Handle::Handle(Handle&&) noexcept = default;

EventLoop::Handle& EventLoop::Handle::operator=(Handle&& other) noexcept {
  if (this != &other) {
    reset();
    source_ = std::move(other.source_);
  }
  return *this;
}

EventLoop::Handle::~Handle() {
  reset();
}

void EventLoop::Handle::reset() noexcept {
  const std::shared_ptr<Source> source = std::move(source_);
  if (source && source->loop != nullptr) {
    source->loop->drop(*source);
  }
}

}  // namespace tidings

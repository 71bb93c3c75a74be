#include "program/workers.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tidings::server {
namespace {

using Clock = std::chrono::steady_clock;

/// A worker that dies as soon as it runs is not started again at once.
constexpr std::chrono::seconds kPauseAfterShortLife{1};
constexpr std::chrono::seconds kShortLife{1};

class Supervisor {
 public:
  Supervisor(std::size_t count, const MetricsBoard& board, const Worker& worker,
             const std::function<void()>& all_ready, const ServiceManager& service_manager,
             Log& log)
      : board_(board),
        worker_(worker),
        all_ready_(all_ready),
        service_manager_(service_manager),
        log_(log),
        children_(count) {
    sigemptyset(&signals_);
    for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGCHLD})
      sigaddset(&signals_, number);
    sigprocmask(SIG_BLOCK, &signals_, &mask_before_);
    signal_fd_ = signalfd(-1, &signals_, SFD_CLOEXEC | SFD_NONBLOCK);
    if (pipe2(ready_.data(), O_CLOEXEC | O_NONBLOCK) != 0)
      ready_ = {-1, -1};
  }
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;
  ~Supervisor() {
    for (const int fd : {signal_fd_, ready_[0], ready_[1]}) {
      if (fd >= 0)
        close(fd);
    }
    sigprocmask(SIG_SETMASK, &mask_before_, nullptr);
  }

  ExitStatus run() {
    if (signal_fd_ < 0 || ready_[0] < 0) {
      log_.error("cannot look after workers", {{"reason", std::strerror(errno)}});
      return ExitStatus::failure;
    }
    while (!ending_ || living() > 0) {
      if (!ending_)
        start_missing();
      wait();
    }
    return status_;
  }

 private:
  struct Child {
    pid_t pid = 0;
    Clock::time_point started;
    std::optional<Clock::time_point> not_before;
  };

  [[nodiscard]] std::size_t living() const {
    std::size_t count = 0;
    for (const Child& child : children_)
      count += child.pid > 0 ? 1 : 0;
    return count;
  }

  void start_missing() {
    for (std::size_t i = 0; i < children_.size(); ++i) {
      Child& child = children_[i];
      if (child.pid > 0 || (child.not_before && Clock::now() < *child.not_before))
        continue;
      child.started = Clock::now();
      child.pid = fork();
      if (child.pid == 0)
        be_worker(i);
      if (child.pid < 0) {
        log_.error("cannot start a worker", {{"reason", std::strerror(errno)}});
        child = {0, {}, Clock::now() + kPauseAfterShortLife};
      }
    }
  }

  [[noreturn]] void be_worker(std::size_t number) {
    const pid_t parent = getppid();
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
      _exit(static_cast<int>(ExitStatus::failure));
    close(signal_fd_);
    close(ready_[0]);
    sigprocmask(SIG_SETMASK, &mask_before_, nullptr);
    const ExitStatus status = worker_(number, [this] {
      const char byte = 1;
      [[maybe_unused]] const ssize_t written = write(ready_[1], &byte, 1);
    });
    _exit(static_cast<int>(status));
  }

  void wait() {
    std::array<pollfd, 2> fds{pollfd{signal_fd_, POLLIN, 0}, pollfd{ready_[0], POLLIN, 0}};
    poll(fds.data(), fds.size(), patience());
    take_ready();
    signalfd_siginfo info{};
    while (read(signal_fd_, &info, sizeof info) == sizeof info) {
      const int number = static_cast<int>(info.ssi_signo);
      if (number == SIGCHLD) {
        reap();
        continue;
      }
      pass_on(number);
    }
    say_alive();
  }

  void pass_on(int number) {
    if (number == SIGHUP) {
      service_manager_.reloading();
    } else if (!std::exchange(ending_, true)) {
      service_manager_.stopping();
    }
    send(number);
    if (number == SIGHUP)
      service_manager_.ready();
  }

  void say_alive() {
    if (service_manager_.interval().count() == 0 || Clock::now() < alive_due_)
      return;
    service_manager_.alive();
    alive_due_ = Clock::now() + service_manager_.interval();
  }

  /// Milliseconds until something is to be done by itself; -1: nothing is.
  [[nodiscard]] int patience() const {
    constexpr std::chrono::milliseconds kRestartCheck{100};
    std::optional<Clock::duration> time;
    if (!ending_ && living() < children_.size())
      time = kRestartCheck;
    if (service_manager_.interval().count() > 0) {
      const auto left = std::max(alive_due_ - Clock::now(), Clock::duration::zero());
      time = time ? std::min(*time, left) : left;
    }
    return time ? static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(*time).count())
                : -1;
  }

  void take_ready() {
    std::array<char, 64> bytes{};
    const ssize_t count = read(ready_[0], bytes.data(), bytes.size());
    if (count <= 0 || announced_)
      return;
    ready_count_ += static_cast<std::size_t>(count);
    if (ready_count_ >= children_.size()) {
      announced_ = true;
      all_ready_();
      service_manager_.ready();
    }
  }

  void send(int number) const {
    for (const Child& child : children_) {
      if (child.pid > 0)
        kill(child.pid, number);
    }
  }

  void reap() {
    for (std::size_t i = 0; i < children_.size(); ++i) {
      Child& child = children_[i];
      int how = 0;
      if (child.pid <= 0 || waitpid(child.pid, &how, WNOHANG) != child.pid)
        continue;
      child.pid = 0;
      board_.clear_gauges(i);
      if (ending_)
        continue;
      if (!announced_) {
        // What keeps one from starting keeps all.
        status_ = ExitStatus::failure;
        ending_ = true;
        send(SIGTERM);
        continue;
      }
      if (Clock::now() - child.started < kShortLife)
        child.not_before = Clock::now() + kPauseAfterShortLife;
      log_.warning("a worker died and is replaced", {{"worker", std::to_string(i)}});
    }
  }

  const MetricsBoard& board_;
  const Worker& worker_;
  const std::function<void()>& all_ready_;
  const ServiceManager& service_manager_;
  Log& log_;
  std::vector<Child> children_;
  sigset_t signals_{};
  sigset_t mask_before_{};
  int signal_fd_ = -1;
  std::array<int, 2> ready_{-1, -1};
  std::size_t ready_count_ = 0;
  Clock::time_point alive_due_;
  bool announced_ = false;
  bool ending_ = false;
  ExitStatus status_ = ExitStatus::success;
};

}  // namespace

ExitStatus run_workers(std::size_t count, const MetricsBoard& board, const Worker& worker,
                       const std::function<void()>& all_ready,
                       const ServiceManager& service_manager, Log& log) {
  return Supervisor(count, board, worker, all_ready, service_manager, log).run();
}

}  // namespace tidings::server

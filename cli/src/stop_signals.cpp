#include "stop_signals.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <utility>

#include <sys/eventfd.h>
#include <sys/time.h>
#include <unistd.h>

namespace tidings::cli {
namespace {

constexpr std::array kStopping{SIGINT, SIGTERM, SIGHUP};
constexpr suseconds_t kPatienceMicroseconds = 800'000;

// A signal handler can reach nothing else.
std::atomic<int> g_wake_up{-1};
std::atomic<int> g_signal{0};

int status_of(int signal) {
  return 128 + signal;
}

void note_signal(int signal) {
  const int saved_errno = errno;
  int none = 0;
  if (g_signal.compare_exchange_strong(none, signal)) {
    itimerval patience{};
    patience.it_value.tv_usec = kPatienceMicroseconds;
    ::setitimer(ITIMER_REAL, &patience, nullptr);
  }
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(g_wake_up.load(), &one, sizeof one);
  errno = saved_errno;
}

void end_at_once(int) {
  ::_exit(status_of(g_signal.load()));
}

void ignore(int) {}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
}

/// Whoever started us may have kept them from itself, and so from us.
void let_through_stopping_signals() {
  sigset_t signals;
  ::sigemptyset(&signals);
  ::sigaddset(&signals, SIGALRM);
  for (const int signal : kStopping) {
    ::sigaddset(&signals, signal);
  }
  ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

bool is_ignored(int signal) {
  struct sigaction action {};
  return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

std::string_view words_for_signal(ExitStatus status) {
  switch (status) {
    case ExitStatus::interrupted:
      return "interrupted";
    case ExitStatus::hung_up:
      return "stopped by SIGHUP";
    default:
      return "stopped by SIGTERM";
  }
}

StopSignals::StopSignals() : wake_up_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  g_signal.store(0);
  g_wake_up.store(wake_up_);
  handle(SIGPIPE, ignore);
  handle(SIGXFSZ, ignore);  // a file at its largest is a failed write, which is told
  handle(SIGALRM, end_at_once);
  handle(SIGCHLD, SIG_DFL);  // ignored, it would hide how commands end
  for (const int signal : kStopping) {
    if (signal != SIGHUP || !is_ignored(signal)) {
      handle(signal, note_signal);
    }
  }
  let_through_stopping_signals();
}

StopSignals::~StopSignals() {
  for (const int signal : kStopping) {
    if (!is_ignored(signal)) {
      handle(signal, SIG_DFL);
    }
  }
  const itimerval none{};
  ::setitimer(ITIMER_REAL, &none, nullptr);
  handle(SIGALRM, SIG_DFL);
  handle(SIGPIPE, SIG_DFL);
  handle(SIGXFSZ, SIG_DFL);
  g_wake_up.store(-1);
  ::close(wake_up_);
}

EventLoop::Handle StopSignals::watch(EventLoop& loop, std::function<void(ExitStatus)> stop) const {
  auto watch = loop.watch(wake_up_, EventLoop::kRead, [this, stop = std::move(stop)](unsigned) {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(wake_up_, &count, sizeof count);
    if (const int signal = g_signal.load(); signal != 0) {
      stop(static_cast<ExitStatus>(status_of(signal)));
    }
  });
  return watch ? std::move(*watch) : EventLoop::Handle{};
}

}  // namespace tidings::cli

#include "app/stop_signals.h"

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>

#include <sys/eventfd.h>
#include <unistd.h>

namespace tidings::desktop {
namespace {

constexpr std::array kSignals{SIGTERM, SIGINT, SIGHUP};
/// All that a signal handler may touch.
std::atomic<int> wake_up{-1};

void on_signal(int /*number*/) {
  constexpr std::uint64_t kOne = 1;
  // It can only fail when it has been told already.
  [[maybe_unused]] const auto written = ::write(wake_up.load(), &kOne, sizeof kOne);
}

void handle(void (*handler)(int)) {
  for (const int number : kSignals) {
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, nullptr);
  }
}

}  // namespace

StopSignals::StopSignals(QObject* parent) : QObject(parent) {
  const int descriptor = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (descriptor < 0) {
    return;
  }
  wake_up.store(descriptor);
  notifier_ = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
  connect(notifier_.get(), &QSocketNotifier::activated, this, [this, descriptor] {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto read = ::read(descriptor, &count, sizeof count);
    emit stop_requested();
  });
  handle(&on_signal);
}

StopSignals::~StopSignals() {
  if (!notifier_) {
    return;
  }
  handle(SIG_DFL);
  notifier_.reset();
  ::close(wake_up.exchange(-1));
}

}  // namespace tidings::desktop

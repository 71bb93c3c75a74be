#pragma once

#include <ctime>

#include <signal.h>

namespace tidings {

/// Keeps SIGPIPE from the calling thread for as long as it lives: writing to a broken connection
/// fails instead. OpenSSL writes so that the signal comes, and offers no other way.
class SigpipeBlock {
 public:
  SigpipeBlock() noexcept {
    ::sigemptyset(&signal_);
    ::sigaddset(&signal_, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &signal_, &before_);
  }
  ~SigpipeBlock() {
    if (::sigismember(&before_, SIGPIPE) == 1) {
      return;  // whoever blocked it looks after it
    }
    const timespec no_time{};
    while (::sigtimedwait(&signal_, nullptr, &no_time) == SIGPIPE) {
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  SigpipeBlock(const SigpipeBlock&) = delete;
  SigpipeBlock& operator=(const SigpipeBlock&) = delete;

 private:
  sigset_t signal_{};
  sigset_t before_{};
};

}  // namespace tidings

#include "load/waiting.h"

#include <thread>

namespace tidings::load {
namespace {

constexpr std::chrono::milliseconds kLook{2};

}  // namespace

bool wait_until(const std::function<bool()>& condition, std::chrono::nanoseconds deadline) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= end)
      return false;
    std::this_thread::sleep_for(kLook);
  }
  return true;
}

void let_pass(std::chrono::nanoseconds time) {
  std::this_thread::sleep_for(time);
}

}  // namespace tidings::load

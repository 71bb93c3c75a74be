#pragma once

#include <chrono>
#include <cstdint>

namespace tidings::load {

/// Calls `act` `rate` times a second for `time`, each when its moment has come; late ones catch up.
/// `wait(longest)` lets time pass meanwhile, at most so much. How often it acted.
template <class Wait, class Act>
std::uint64_t pace(std::chrono::nanoseconds time, double rate, Wait wait, Act act) {
  using Clock = std::chrono::steady_clock;
  const std::chrono::nanoseconds step(static_cast<std::int64_t>(1e9 / rate));
  const auto start = Clock::now();
  std::uint64_t count = 0;
  for (auto due = start; due < start + time; due += step) {
    for (auto now = Clock::now(); now < due; now = Clock::now())
      wait(due - now);
    act();
    ++count;
  }
  return count;
}

}  // namespace tidings::load

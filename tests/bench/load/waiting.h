#pragma once

#include <chrono>
#include <functional>

namespace tidings::load {

/// Looks again and again until `condition` holds; false when the deadline passes first.
bool wait_until(const std::function<bool()>& condition, std::chrono::nanoseconds deadline);

/// Lets time pass that a measurement needs.
void let_pass(std::chrono::nanoseconds time);

}  // namespace tidings::load

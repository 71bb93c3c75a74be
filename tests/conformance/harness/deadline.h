#pragma once

#include <algorithm>
#include <chrono>
#include <limits>

namespace tidings::conformance {

/// How long a case waits for something that must happen. Generous: it is only reached by a failure.
inline constexpr std::chrono::seconds patience{30};

/// The moment at which waiting turns into a failure.
class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds wait = patience)
      : at_(std::chrono::steady_clock::now() + wait) {}

  [[nodiscard]] bool passed() const { return std::chrono::steady_clock::now() >= at_; }
  [[nodiscard]] std::chrono::steady_clock::time_point at() const { return at_; }

  /// What `poll` wants: milliseconds left, rounded up, never negative.
  [[nodiscard]] int poll_timeout() const {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(at_ - std::chrono::steady_clock::now());
    return static_cast<int>(
        std::clamp<long long>(left.count(), 0, std::numeric_limits<int>::max()));
  }

 private:
  std::chrono::steady_clock::time_point at_;
};

}  // namespace tidings::conformance

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tidings {

/// The value of a `retry` field, which may come in parts: it counts only when it consists of ASCII
/// digits alone, at least one. However many they are, nothing is stored but the number.
class RetryValue {
 public:
  void add(std::string_view part) {
    for (const char byte : part) {
      if (byte < '0' || byte > '9') {
        valid_ = false;
        return;
      }
      any_ = true;
      const auto digit = static_cast<std::int64_t>(byte - '0');
      number_ = number_ > (kMost - digit) / 10 ? kMost : number_ * 10 + digit;
    }
  }

  [[nodiscard]] std::optional<std::chrono::milliseconds> time() const {
    if (!valid_ || !any_) {
      return std::nullopt;
    }
    return std::chrono::milliseconds(number_);
  }

 private:
  static constexpr std::int64_t kMost = std::chrono::milliseconds::max().count();

  std::int64_t number_ = 0;
  bool valid_ = true;
  bool any_ = false;
};

}  // namespace tidings

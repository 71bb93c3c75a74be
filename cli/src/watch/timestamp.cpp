#include "watch/timestamp.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace tidings::cli {

std::string utc_timestamp(WallTime time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time - seconds).count();
  const std::time_t clock_seconds = std::chrono::system_clock::to_time_t(seconds);
  std::tm calendar{};
  ::gmtime_r(&clock_seconds, &calendar);
  std::array<char, 40> text{};
  const std::size_t length =
      std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &calendar);
  std::array<char, 16> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%03dZ", static_cast<int>(milliseconds));
  return std::string(text.data(), length) + fraction.data();
}

std::string local_time_of_day(WallTime time) {
  const std::time_t clock_seconds = std::chrono::system_clock::to_time_t(time);
  std::tm calendar{};
  ::localtime_r(&clock_seconds, &calendar);
  std::array<char, 16> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%H:%M:%S", &calendar);
  return std::string(text.data(), length);
}

}  // namespace tidings::cli

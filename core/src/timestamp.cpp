#include "timestamp.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace tidings {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

unsigned number_at(std::string_view text, std::size_t begin, std::size_t length) {
  unsigned value = 0;
  for (const char c : text.substr(begin, length)) {
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

/// `pattern`: `0` stands for a digit, `T` also for `t`, anything else for itself.
bool matches(std::string_view text, std::string_view pattern) {
  return std::equal(
      text.begin(), text.end(), pattern.begin(), pattern.end(), [](char c, char wanted) {
        return wanted == '0' ? is_digit(c) : wanted == 'T' ? c == 'T' || c == 't' : c == wanted;
      });
}

}  // namespace

bool is_utc_timestamp(std::string_view text) {
  constexpr std::string_view kPattern = "0000-00-00T00:00:00";
  if (text.size() <= kPattern.size() || !matches(text.substr(0, kPattern.size()), kPattern)) {
    return false;
  }
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number_at(text, 0, 4))),
                                        std::chrono::month(number_at(text, 5, 2)),
                                        std::chrono::day(number_at(text, 8, 2))};
  const auto hour = number_at(text, 11, 2);
  const auto minute = number_at(text, 14, 2);
  const auto second = number_at(text, 17, 2);
  const bool last_minute = hour == 23 && minute == 59;
  if (!day.ok() || hour > 23 || minute > 59 || second > (last_minute ? 60U : 59U)) {
    return false;
  }
  auto rest = text.substr(kPattern.size());
  if (rest.front() == '.') {
    const auto end = std::find_if_not(rest.begin() + 1, rest.end(), is_digit);
    const auto digits = static_cast<std::size_t>(end - rest.begin()) - 1;
    if (digits == 0) {
      return false;
    }
    rest.remove_prefix(digits + 1);
  }
  return rest == "Z" || rest == "z" || rest == "+00:00" || rest == "-00:00";
}

std::optional<std::int64_t> utc_timestamp_seconds(std::string_view text) {
  if (!is_utc_timestamp(text)) {
    return std::nullopt;
  }
  const std::chrono::sys_days day{std::chrono::year(static_cast<int>(number_at(text, 0, 4))) /
                                  std::chrono::month(number_at(text, 5, 2)) /
                                  std::chrono::day(number_at(text, 8, 2))};
  const std::chrono::seconds time = std::chrono::hours{number_at(text, 11, 2)} +
                                    std::chrono::minutes{number_at(text, 14, 2)} +
                                    std::chrono::seconds{number_at(text, 17, 2)};
  return (std::chrono::sys_seconds{day} + time).time_since_epoch().count();
}

std::string utc_timestamp(std::int64_t seconds) {
  using std::chrono::days;
  constexpr std::chrono::sys_days kFirst{std::chrono::year{0} / 1 / 1};
  constexpr std::chrono::sys_days kBehind{std::chrono::year{10'000} / 1 / 1};
  const std::chrono::sys_seconds moment{std::chrono::seconds{seconds}};
  if (moment < kFirst || moment >= kBehind) {
    return {};
  }
  const auto midnight = std::chrono::floor<days>(moment);
  const std::chrono::year_month_day day{midnight};
  const std::chrono::hh_mm_ss time{moment - midnight};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int{day.year()},
                unsigned{day.month()}, unsigned{day.day()}, static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return text.data();
}

}  // namespace tidings

#include "timestamp.h"

#include <algorithm>
#include <chrono>

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

}  // namespace tidings

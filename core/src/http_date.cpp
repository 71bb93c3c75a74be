#include "http_date.h"

#include <array>
#include <charconv>

namespace tidings {
namespace {

constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2261;

/// Takes the parts of a date from the front of a text; any mismatch makes it fail for good.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return ok_ && rest_.empty(); }

  void expect(std::string_view literal) {
    if (!rest_.starts_with(literal)) {
      ok_ = false;
      return;
    }
    rest_.remove_prefix(literal.size());
  }

  int number(std::size_t digits) {
    int value = 0;
    if (rest_.size() < digits) {
      ok_ = false;
      return 0;
    }
    const char* end = rest_.data() + digits;
    const auto [stop, error] = std::from_chars(rest_.data(), end, value);
    if (error != std::errc{} || stop != end || value < 0) {
      ok_ = false;
      return 0;
    }
    rest_.remove_prefix(digits);
    return value;
  }

  /// A day of two characters, the first of which may be a space (asctime).
  int padded_day() {
    if (rest_.starts_with(' ')) {
      rest_.remove_prefix(1);
      return number(1);
    }
    return number(2);
  }

  unsigned month() {
    static constexpr std::array<std::string_view, 12> kNames{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (unsigned index = 0; index < kNames.size(); ++index) {
      if (rest_.starts_with(kNames[index])) {
        rest_.remove_prefix(3);
        return index + 1;
      }
    }
    ok_ = false;
    return 1;
  }

  std::chrono::seconds time_of_day() {
    const int hours = number(2);
    expect(":");
    const int minutes = number(2);
    expect(":");
    const int seconds = number(2);
    ok_ = ok_ && hours < 24 && minutes < 60 && seconds <= 60;
    return std::chrono::hours{hours} + std::chrono::minutes{minutes} +
           std::chrono::seconds{seconds};
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

struct Date {
  int year = 0;
  unsigned month = 1;
  int day = 0;
  std::chrono::seconds time{0};
};

std::optional<WallTime> to_time(const Date& date) {
  const std::chrono::year_month_day day{std::chrono::year{date.year},
                                        std::chrono::month{date.month},
                                        std::chrono::day{static_cast<unsigned>(date.day)}};
  if (!day.ok()) {
    return std::nullopt;
  }
  // Nanoseconds in 64 bits reach no further: the far past and future are past and future enough.
  if (date.year < kFirstYear) {
    return WallTime{};
  }
  if (date.year > kLastYear) {
    return WallTime::max();
  }
  return WallTime{std::chrono::sys_days{day}} + date.time;
}

/// `06 Nov 1994 08:49:37 GMT` and `06-Nov-94 08:49:37 GMT`, behind the name of the day.
std::optional<WallTime> dated(std::string_view text, bool obsolete, WallTime now) {
  DateReader reader(text);
  Date date;
  const std::string_view separator = obsolete ? "-" : " ";
  date.day = reader.number(2);
  reader.expect(separator);
  date.month = reader.month();
  reader.expect(separator);
  date.year = reader.number(obsolete ? 2 : 4);
  reader.expect(" ");
  date.time = reader.time_of_day();
  reader.expect(" GMT");
  if (!reader.done()) {
    return std::nullopt;
  }
  if (obsolete) {
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
    const int this_year = static_cast<int>(today.year());
    date.year += this_year / 100 * 100;
    if (date.year > this_year + 50) {
      date.year -= 100;
    }
  }
  return to_time(date);
}

/// `Nov  6 08:49:37 1994`, behind the name of the day.
std::optional<WallTime> asctime_date(std::string_view text) {
  DateReader reader(text);
  Date date;
  date.month = reader.month();
  reader.expect(" ");
  date.day = reader.padded_day();
  reader.expect(" ");
  date.time = reader.time_of_day();
  reader.expect(" ");
  date.year = reader.number(4);
  return reader.done() ? to_time(date) : std::nullopt;
}

}  // namespace

std::optional<WallTime> parse_http_date(std::string_view text, WallTime now) {
  if (const std::size_t comma = text.find(", "); comma != std::string_view::npos) {
    const std::string_view rest = text.substr(comma + 2);
    return dated(rest, rest.substr(0, 3).ends_with('-'), now);
  }
  const std::size_t space = text.find(' ');
  return space == std::string_view::npos ? std::nullopt : asctime_date(text.substr(space + 1));
}

}  // namespace tidings

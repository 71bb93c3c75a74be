#include "diagnosis/wording.h"

#include "tidings/duration.h"
#include "tidings/url.h"

#include "timestamp.h"

namespace tidings {

std::string brief_time(std::chrono::microseconds time) {
  const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(time);
  if (whole > std::chrono::milliseconds{0}) {
    return format_duration(whole);
  }
  return "0." + std::to_string(time.count() / 100) + "ms";
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return std::to_string(number) + ' ' + std::string(noun) + (number == 1 ? "" : "s");
}

std::string day_of(WallTime time) {
  constexpr std::size_t kDay = 10;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch();
  return utc_timestamp(seconds.count()).substr(0, kDay);
}

std::string answered_by(const HttpResponseHead& head) {
  std::string who(head.header("Server").value_or(""));
  if (const auto via = head.header("Via"); via && !via->empty()) {
    who += (who.empty() ? "via " : " via ") + std::string(*via);
  }
  return who;
}

std::string host_of(std::string_view url) {
  std::string host = origin_of(url);
  host.erase(0, host.find("://") + 3);
  if (host.starts_with('[')) {
    return host.substr(1, host.find(']') - 1);
  }
  return host.substr(0, host.find(':'));
}

}  // namespace tidings

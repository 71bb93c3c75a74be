#include "conformance/harness/status_line.h"

#include <cstdlib>
#include <string>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

double milliseconds_of(std::string_view unit) {
  if (unit == "ms") {
    return 1;
  }
  if (unit == "s") {
    return 1000;
  }
  if (unit == "m") {
    return 60 * 1000;
  }
  if (unit == "h") {
    return 3600 * 1000;
  }
  throw Failure("\"" + std::string(unit) + "\" is no unit of time");
}

/// Reads `2.9s`, `1h 30m` and the like, up to a colon.
std::chrono::milliseconds read_duration(std::string_view text) {
  double sum = 0;
  std::string rest(text.substr(0, text.find(':')));
  for (std::size_t at = 0; at < rest.size();) {
    char* end = nullptr;
    const double number = std::strtod(rest.c_str() + at, &end);
    const auto unit_at = static_cast<std::size_t>(end - rest.c_str());
    const std::size_t unit_end = std::min(rest.find_first_of(" 0123456789", unit_at), rest.size());
    sum += number * milliseconds_of(std::string_view(rest).substr(unit_at, unit_end - unit_at));
    at = std::min(rest.find_first_not_of(' ', unit_end), rest.size());
  }
  return std::chrono::milliseconds(static_cast<long long>(sum));
}

}  // namespace

std::vector<std::chrono::milliseconds> announced_delays(std::string_view err) {
  constexpr std::string_view beginning = "reconnecting in ";
  std::vector<std::chrono::milliseconds> delays;
  while (!err.empty()) {
    const std::string_view line = err.substr(0, err.find('\n'));
    const std::size_t at = line.find(beginning);
    if (at != std::string_view::npos) {
      delays.push_back(read_duration(line.substr(at + beginning.size())));
    }
    err.remove_prefix(std::min(line.size() + 1, err.size()));
  }
  return delays;
}

}  // namespace tidings::conformance

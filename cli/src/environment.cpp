#include "environment.h"

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace tidings::cli {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

std::optional<int> positive_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number <= 0) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

Environment take_environment() {
  Environment environment;
  if (const std::string_view token = variable("TIDINGS_TOKEN"); !token.empty()) {
    environment.token = std::string(token);
  }
  ::unsetenv("TIDINGS_TOKEN");
  environment.no_color = !variable("NO_COLOR").empty();
  const std::string_view force = variable("CLICOLOR_FORCE");
  environment.force_color = !force.empty() && force != "0";
  environment.dumb_terminal = variable("TERM") == "dumb";
  environment.columns = positive_number(variable("COLUMNS"));
  return environment;
}

}  // namespace tidings::cli

#include "watch/watch_options.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

#include "tidings/json_text.h"

#include "option_values.h"
#include "safe_text.h"
#include "watch/format_template.h"
#include "watch/watched_streams.h"

namespace tidings::cli {
namespace {

Result<WhereCondition> condition_from(std::string_view text) {
  const std::size_t equals = text.find('=');
  const std::string_view pointer = text.substr(0, equals);
  if (equals == std::string_view::npos || !json::is_pointer(pointer)) {
    return bad_value(
        "where", text,
        "is no condition: write a JSON pointer, =, and the value, as in /type=order.paid");
  }
  return WhereCondition{std::string(pointer), std::string(text.substr(equals + 1))};
}

Result<void> read_selection(const Arguments& arguments, WatchOptions& options) {
  options.event_types = arguments.values("event");
  options.excluded_event_types = arguments.values("exclude-event");
  for (const std::string& text : arguments.values("where")) {
    auto condition = condition_from(text);
    if (!condition) {
      return condition.error();
    }
    options.conditions.push_back(std::move(*condition));
  }
  options.until = arguments.value("until");
  return {};
}

Result<void> read_actions(const Arguments& arguments, WatchOptions& options) {
  constexpr std::uint64_t kMostJobs = 1'000;
  std::optional<Error> error;
  assign(number_value(arguments, "exec-jobs", 1, kMostJobs), options.exec_jobs, error);
  if (error) {
    return *error;
  }
  options.exec = arguments.value("exec");
  options.exec_stop = arguments.has("exec-stop");
  options.fail_on_gap = arguments.has("fail-on-gap");
  options.notify = arguments.has("notify");
  options.state_file = arguments.value("state");
  for (const std::string_view flag : {"exec", "state"}) {
    if (arguments.value(flag) == "") {
      return bad_value(flag, "", flag == "exec" ? "is no command" : "names no file");
    }
  }
  for (const std::string_view flag : {"exec-jobs", "exec-stop"}) {
    if (arguments.has(flag) && !options.exec) {
      return Error{"--" + std::string(flag) + " needs --exec CMD"};
    }
  }
  return {};
}

Result<void> read_output(const Arguments& arguments, WatchOptions& options) {
  constexpr std::array<std::pair<std::string_view, OutputForm>, 4> kForms{{
      {"pretty", OutputForm::pretty},
      {"data", OutputForm::data},
      {"json", OutputForm::json},
      {"raw", OutputForm::raw},
  }};
  std::optional<Error> error;
  assign(choice_value(arguments, "output", kForms), options.form, error);
  assign(color_value(arguments), options.colors, error);
  if (error) {
    return *error;
  }
  options.format = arguments.value("format");
  if (options.form && options.format) {
    return Error{"--output and --format exclude each other"};
  }
  if (options.format) {
    if (const auto parsed = FormatTemplate::parse(*options.format); !parsed) {
      return bad_value("format", *options.format, parsed.error().message);
    }
  }
  options.quiet = arguments.has("quiet");
  options.verbose = arguments.has("verbose");
  options.statistics = arguments.has("stats");
  return {};
}

Result<void> read_limits(const Arguments& arguments, WatchOptions& options) {
  std::optional<Error> error;
  assign(duration_value(arguments, "idle", Zero::refused), options.idle, error);
  assign(duration_value(arguments, "timeout", Zero::refused), options.timeout, error);
  assign(number_value(arguments, "count", 1, std::numeric_limits<std::int64_t>::max()),
         options.count, error);
  return error ? Result<void>(*error) : Result<void>();
}

}  // namespace

Result<WatchOptions> watch_options(const Arguments& arguments, const Environment& environment,
                                   const ConfigurationReader& configuration) {
  WatchOptions options;
  for (const auto read : {read_limits, read_output, read_selection, read_actions}) {
    if (auto done = read(arguments, options); !done) {
      return done.error();
    }
  }
  auto profiles = chosen_profiles(arguments, configuration);
  if (!profiles) {
    return profiles.error();
  }
  auto streams = watched_streams(arguments, environment, profiles->profiles);
  if (!streams) {
    return streams.error();
  }
  options.streams = std::move(streams->streams);
  options.warnings = std::move(profiles->warnings);
  options.warnings.insert(options.warnings.end(), streams->warnings.begin(),
                          streams->warnings.end());
  return options;
}

}  // namespace tidings::cli

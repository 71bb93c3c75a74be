#include "watch/watch_options.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <string_view>

#include "tidings/json_text.h"

#include "option_values.h"
#include "safe_text.h"
#include "watch/format_template.h"

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

Result<std::string> content_of(const std::string& path) {
  std::string content;
  if (path == "-") {
    content.assign(std::istreambuf_iterator<char>(std::cin), {});
    return content;
  }
  std::ifstream file(path, std::ios::binary);
  if (file) {
    content.assign(std::istreambuf_iterator<char>(file), {});
  }
  if (!file || file.bad()) {
    return bad_value("data", "@" + path, std::string("cannot be read: ") + std::strerror(errno));
  }
  return content;
}

Result<std::optional<std::string>> body_from(const Arguments& arguments) {
  auto text = arguments.value("data");
  if (!text || !text->starts_with('@')) {
    return text;
  }
  auto content = content_of(text->substr(1));
  if (!content) {
    return content.error();
  }
  return std::optional(std::move(*content));
}

bool is_method(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
  });
}

void add_content_type(WatchOptions& options) {
  const auto is_content_type = [](const HttpHeader& header) {
    return ::strcasecmp(header.name.c_str(), "Content-Type") == 0;
  };
  auto& headers = options.connection.headers;
  if (options.body && std::none_of(headers.begin(), headers.end(), is_content_type)) {
    const bool is_json = json::validate(*options.body).ok();
    headers.push_back(
        {"Content-Type", is_json ? "application/json" : "application/x-www-form-urlencoded"});
  }
}

Result<void> read_request(const Arguments& arguments, WatchOptions& options) {
  auto body = body_from(arguments);
  if (!body) {
    return body.error();
  }
  options.body = std::move(*body);
  options.method = arguments.value("request").value_or(options.body ? "POST" : "GET");
  if (!is_method(options.method)) {
    return bad_value("request", options.method, "is no method: write one such as GET or POST");
  }
  if (arguments.has("reconnect") && arguments.has("no-reconnect")) {
    return Error{"--reconnect and --no-reconnect exclude each other"};
  }
  options.reconnect =
      arguments.has("reconnect") || (options.method == "GET" && !arguments.has("no-reconnect"));
  options.last_event_id = arguments.value("last-event-id").value_or(std::string{});
  if (options.last_event_id.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
    return bad_value("last-event-id", options.last_event_id, "has a line break or NUL in it");
  }
  add_content_type(options);
  return {};
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
  options.drop_duplicates = arguments.has("drop-duplicates");
  return {};
}

Result<void> read_actions(const Arguments& arguments, WatchOptions& options) {
  constexpr std::array<std::pair<std::string_view, Preset>, 4> kPresets{{
      {"tidings", Preset::tidings},
      {"ntfy", Preset::ntfy},
      {"mercure", Preset::mercure},
      {"plain", Preset::plain},
  }};
  constexpr std::uint64_t kMostJobs = 1'000;
  std::optional<Error> error;
  assign(choice_value(arguments, "preset", kPresets), options.preset, error);
  assign(number_value(arguments, "exec-jobs", 1, kMostJobs), options.exec_jobs, error);
  if (error) {
    return *error;
  }
  options.exec = arguments.value("exec");
  options.exec_stop = arguments.has("exec-stop");
  options.fail_on_gap = arguments.has("fail-on-gap");
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

Result<void> read_numbers(const Arguments& arguments, WatchOptions& options) {
  constexpr std::uint64_t kMostRetries = 1'000'000'000;
  std::optional<Error> error;
  assign(duration_value(arguments, "heartbeat-timeout"), options.heartbeat_timeout, error);
  assign(duration_value(arguments, "retry"), options.retry, error);
  assign(duration_value(arguments, "retry-max"), options.retry_max, error);
  assign(duration_value(arguments, "idle", Zero::refused), options.idle, error);
  assign(duration_value(arguments, "timeout", Zero::refused), options.timeout, error);
  assign(number_value(arguments, "max-retries", 0, kMostRetries), options.max_retries, error);
  assign(number_value(arguments, "count", 1, std::numeric_limits<std::int64_t>::max()),
         options.count, error);
  assign(size_value(arguments, "max-event-size"), options.max_event_size, error);
  return error ? Result<void>(*error) : Result<void>();
}

}  // namespace

Result<WatchOptions> watch_options(const Arguments& arguments, const Environment& environment) {
  WatchOptions options;
  options.urls = arguments.operands();
  if (options.urls.empty()) {
    return Error{
        "no URL is given: write `tidings watch URL` (`tidings watch --help` shows examples)"};
  }
  auto connection = connection_options(arguments, environment);
  if (!connection) {
    return connection.error();
  }
  options.connection = std::move(*connection);
  for (const auto read : {read_numbers, read_output, read_selection, read_actions, read_request}) {
    if (auto done = read(arguments, options); !done) {
      return done.error();
    }
  }
  if (auto one_origin = check_one_origin(options.connection, options.urls); !one_origin) {
    return one_origin.error();
  }
  return options;
}

}  // namespace tidings::cli

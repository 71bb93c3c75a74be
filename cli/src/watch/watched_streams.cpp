#include "watch/watched_streams.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "tidings/json_text.h"

#include "connection_options.h"
#include "option_values.h"
#include "profile_choice.h"

namespace tidings::cli {
namespace {

/// All that a descriptor gives; false with `errno` when it cannot be read.
bool read_all(int fd, std::string& content) {
  std::array<char, 16384> piece;
  for (;;) {
    const ssize_t got = ::read(fd, piece.data(), piece.size());
    if (got == 0 || (got < 0 && errno != EINTR)) {
      return got == 0;
    }
    content.append(piece.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  }
}

Result<std::string> content_of(const std::string& path) {
  const bool is_input = path == "-";
  const int fd = is_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::string content;
  const int error = fd >= 0 && read_all(fd, content) ? 0 : errno;
  if (fd >= 0 && !is_input) {
    ::close(fd);
  }
  if (error != 0) {
    return bad_value("data", "@" + path, std::string("cannot be read: ") + std::strerror(error));
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

/// What is the same for all streams: method, body, position, whether to reconnect.
Result<StreamSettings> request_from(const Arguments& arguments) {
  StreamSettings settings;
  auto body = body_from(arguments);
  if (!body) {
    return body.error();
  }
  settings.body = std::move(*body);
  if (settings.body) {
    settings.body_type = json::validate(*settings.body).ok() ? "application/json"
                                                             : "application/x-www-form-urlencoded";
  }
  settings.method = arguments.value("request").value_or(settings.body ? "POST" : "GET");
  if (!is_method(settings.method)) {
    return bad_value("request", settings.method, "is no method: write one such as GET or POST");
  }
  if (arguments.has("reconnect") && arguments.has("no-reconnect")) {
    return Error{"--reconnect and --no-reconnect exclude each other"};
  }
  settings.reconnect =
      arguments.has("reconnect") || (settings.method == "GET" && !arguments.has("no-reconnect"));
  settings.last_event_id = arguments.value("last-event-id").value_or(std::string{});
  if (settings.last_event_id.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
    return bad_value("last-event-id", settings.last_event_id, "has a line break or NUL in it");
  }
  settings.trace = arguments.has("verbose");
  return settings;
}

WatchedStream stream_of(const Profile& profile, StreamSettings settings) {
  settings.url = profile.stream;
  settings.heartbeat_timeout = profile.heartbeat_timeout;
  settings.reconnection_time = profile.retry.value_or(settings.reconnection_time);
  settings.longest_reconnect_delay = profile.retry_max.value_or(settings.longest_reconnect_delay);
  settings.max_failed_tries = profile.max_retries;
  settings.limits.event_size = profile.max_event_size.value_or(settings.limits.event_size);
  settings.drop_duplicates = profile.drop_duplicates.value_or(false);
  return {std::move(settings), preset_from_name(profile.preset), profile.mapping, profile.name};
}

/// The flags over what the stream has from its profile.
Result<void> apply_flags(const Arguments& arguments, WatchedStream& stream) {
  constexpr std::uint64_t kMostRetries = 1'000'000'000;
  StreamSettings& settings = stream.settings;
  std::optional<Error> error;
  assign(duration_value(arguments, "heartbeat-timeout"), settings.heartbeat_timeout, error);
  assign(duration_value(arguments, "retry"), settings.reconnection_time, error);
  assign(duration_value(arguments, "retry-max"), settings.longest_reconnect_delay, error);
  assign(number_value(arguments, "max-retries", 0, kMostRetries), settings.max_failed_tries, error);
  assign(size_value(arguments, "max-event-size"), settings.limits.event_size, error);
  assign(preset_value(arguments), stream.preset, error);
  settings.drop_duplicates = settings.drop_duplicates || arguments.has("drop-duplicates");
  if (error) {
    return *error;
  }
  if (stream.preset) {
    settings.expected_heartbeat_timeout = expected_heartbeat_timeout(*stream.preset);
    settings.position_in_data = position_in_data(*stream.preset);
  }
  const auto mapping = EventMapping::create(stream.preset.value_or(Preset::plain), stream.mapping);
  return mapping ? Result<void>() : Result<void>(mapping.error());
}

void apply(ConnectionOptions options, StreamSettings& settings) {
  settings.token = std::move(options.token);
  settings.headers = std::move(options.headers);
  settings.connection = std::move(options.connection);
}

void add_missing(std::vector<std::string>& warnings, const std::vector<std::string>& more) {
  for (const std::string& warning : more) {
    if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) {
      warnings.push_back(warning);
    }
  }
}

class Collector {
 public:
  Collector(const Arguments& arguments, const Environment& environment)
      : arguments_(arguments), environment_(environment) {}

  Result<void> add(WatchedStream stream, ConnectionOptions base) {
    if (auto applied = apply_flags(arguments_, stream); !applied) {
      return applied;
    }
    auto connection = connection_options(arguments_, environment_, std::move(base));
    if (!connection) {
      return connection.error();
    }
    add_missing(found_.warnings, credential_warnings(*connection, stream.settings.url));
    apply(std::move(*connection), stream.settings);
    found_.streams.push_back(std::move(stream));
    return {};
  }

  /// What the flags and the environment hold goes to all streams.
  Result<WatchedStreams> finish() {
    std::vector<std::string> urls;
    for (const WatchedStream& stream : found_.streams) {
      urls.push_back(stream.settings.url);
    }
    const auto shared = connection_options(arguments_, environment_);
    if (auto checked = check_one_origin(*shared, urls); !checked) {
      return checked.error();
    }
    return std::move(found_);
  }

 private:
  const Arguments& arguments_;
  const Environment& environment_;
  WatchedStreams found_;
};

}  // namespace

Result<WatchedStreams> watched_streams(const Arguments& arguments, const Environment& environment,
                                       const std::vector<Profile>& profiles) {
  if (profiles.empty() && arguments.operands().empty()) {
    return Error{
        "no URL is given: write `tidings watch URL` (`tidings watch --help` shows examples)"};
  }
  const auto request = request_from(arguments);
  if (!request) {
    return request.error();
  }
  Collector collector(arguments, environment);
  for (const Profile& profile : profiles) {
    if (profile.stream.empty()) {
      return Error{"--profile: the profile \"" + profile.name + "\" has no stream to follow"};
    }
    if (auto added = collector.add(stream_of(profile, *request), connection_of(profile)); !added) {
      return added.error();
    }
  }
  for (const std::string& url : arguments.operands()) {
    WatchedStream stream{*request, std::nullopt, {}, {}};
    stream.settings.url = url;
    if (auto added = collector.add(std::move(stream), {}); !added) {
      return added.error();
    }
  }
  return collector.finish();
}

}  // namespace tidings::cli

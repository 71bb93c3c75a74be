#include "publish/publish_options.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "tidings/json_text.h"
#include "tidings/url.h"

#include "option_values.h"
#include "publish/notification_series.h"

namespace tidings::cli {
namespace {

constexpr std::array<std::string_view, 7> kNotificationFlags{"title",    "body",  "type", "url",
                                                             "priority", "group", "data"};

/// What fits into a message of the user's own words.
std::string shortened(const std::string& value) {
  constexpr std::size_t kShown = 60;
  return value.size() > kShown ? value.substr(0, kShown) + "…" : value;
}

Given<double> rate_value(const Arguments& arguments) {
  const auto text = arguments.value("rate");
  if (!text) {
    return std::optional<double>{};
  }
  double rate = 0;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, rate, std::chars_format::fixed);
  constexpr double kSlowest = 1e-5;
  if (error != std::errc{} || stop != end || !std::isfinite(rate) || rate < kSlowest) {
    return bad_value("rate", *text, "is no number of notifications a second, such as 50 or 0.5");
  }
  return std::optional(rate);
}

Result<void> read_receivers(const Arguments& arguments, PublishOptions& options) {
  options.broadcast = arguments.has("broadcast");
  for (const std::string& text : arguments.values("to")) {
    auto seller = SellerId::from_text(text);
    if (!seller) {
      return bad_value("to", shortened(text), "is no seller: " + seller.error().message);
    }
    options.sellers.push_back(std::move(*seller));
  }
  if (options.broadcast && !options.sellers.empty()) {
    return Error{"--to and --broadcast exclude each other: a broadcast reaches every seller"};
  }
  if (!options.broadcast && options.sellers.empty() && !arguments.has("from-file")) {
    return Error{"nobody is to receive it: give --to ID, --broadcast or --from-file FILE"};
  }
  return {};
}

/// What JSON cannot carry as it is would arrive as something else.
Result<void> check_text(const Arguments& arguments) {
  for (const std::string_view flag : kNotificationFlags) {
    const auto value = arguments.value(flag);
    if (value && json::string_content(json::quote(*value)) != value) {
      return bad_value(flag, shortened(*value), "is not UTF-8 text");
    }
  }
  return {};
}

Result<void> read_notification(const Arguments& arguments, PublishOptions& options) {
  if (auto text = check_text(arguments); !text) {
    return text;
  }
  Notification& notification = options.notification;
  notification.title = arguments.value("title").value_or(std::string{});
  notification.body = arguments.value("body").value_or(std::string{});
  notification.type = arguments.value("type").value_or(std::string{});
  notification.url = arguments.value("url").value_or(std::string{});
  notification.group = arguments.value("group").value_or(std::string{});
  notification.data = arguments.value("data").value_or(std::string{});
  std::optional<Error> error;
  assign(number_value(arguments, "priority", 1, 5), notification.priority, error);
  return error ? Result<void>(*error) : Result<void>();
}

/// `member "url": it must be …` in the words of the command line: `--url: "x": it must be …`.
Error about_flag(const Arguments& arguments, const std::string& complaint) {
  for (const std::string_view flag : kNotificationFlags) {
    const std::string prefix = "member \"" + std::string(flag) + "\": ";
    if (complaint.starts_with(prefix) && arguments.has(flag)) {
      return bad_value(flag, shortened(*arguments.value(flag)),
                       "cannot be used: " + complaint.substr(prefix.size()));
    }
  }
  return Error{"the notification is no good: " + complaint};
}

/// A notification that the server is bound to refuse is wrong usage, found before anything is sent.
Result<void> check_notification(const Arguments& arguments, const PublishOptions& options) {
  if (!arguments.has("title")) {
    return Error{"the notification has no title: give --title TEXT"};
  }
  const NotificationSeries series(options);
  if (arguments.has("data")) {
    if (const auto valid = json::validate(series.data(1)); !valid) {
      return bad_value("data", shortened(*arguments.value("data")),
                       "cannot be used: " + valid.error().message +
                           " (strings need double quotes, as in '\"text\"')");
    }
  }
  if (arguments.value("title") == "") {
    return bad_value("title", "", "is empty: every notification has a title");
  }
  const auto checked = parse_notification(series.json(1), NotificationOrigin::publisher);
  return checked ? Result<void>() : Result<void>(about_flag(arguments, checked.error().message));
}

Result<void> read_amount(const Arguments& arguments, PublishOptions& options) {
  constexpr std::uint64_t kMost = 1'000'000'000;
  std::optional<Error> error;
  assign(number_value(arguments, "repeat", 1, kMost), options.repeat, error);
  assign(rate_value(arguments), options.rate, error);
  assign(duration_value(arguments, "max-time"), options.max_time, error);
  if (error) {
    return *error;
  }
  options.file = arguments.value("from-file");
  if (!options.file) {
    return {};
  }
  if (options.repeat) {
    return Error{"--repeat and --from-file exclude each other"};
  }
  for (const std::string_view flag : kNotificationFlags) {
    if (arguments.has(flag)) {
      return Error{"--" + std::string(flag) +
                   " and --from-file exclude each other: the file's lines are whole notifications"};
    }
  }
  return {};
}

/// The key, with the number that it gets when several notifications are sent.
std::string longest_key(const PublishOptions& options) {
  const std::uint64_t size = options.file ? 1 : NotificationSeries(options).size();
  const bool is_numbered = options.file || size > 1;
  return options.idempotency_key + (is_numbered ? "-" + std::to_string(size) : "");
}

Result<void> read_key(const Arguments& arguments, PublishOptions& options) {
  const auto key = arguments.value("idempotency-key");
  if (!key) {
    return {};
  }
  options.idempotency_key = *key;
  for (const std::string& used : {*key, longest_key(options)}) {
    if (const auto checked = check_idempotency_key(used); !checked) {
      return bad_value("idempotency-key", shortened(used),
                       "is no key: " + checked.error().message +
                           " (1 to 128 bytes of text, with the number that several get)");
    }
  }
  return {};
}

Result<void> read_output(const Arguments& arguments, PublishOptions& options) {
  constexpr std::array<std::pair<std::string_view, PublishForm>, 3> kForms{{
      {"text", PublishForm::text},
      {"json", PublishForm::json},
      {"quiet", PublishForm::quiet},
  }};
  std::optional<Error> error;
  assign(choice_value(arguments, "output", kForms), options.form, error);
  assign(color_value(arguments), options.colors, error);
  options.quiet = arguments.has("quiet");
  options.verbose = arguments.has("verbose");
  return error ? Result<void>(*error) : Result<void>();
}

/// The URL on the command line, or the profile's; a profile's credentials go to no other server.
Result<std::string> url_from(const Arguments& arguments, const std::vector<Profile>& profiles) {
  if (arguments.operands().size() > 1) {
    return Error{"several URLs are given: notifications are published to one"};
  }
  if (profiles.size() > 1) {
    return Error{"several profiles are given: notifications are published to one server"};
  }
  const std::string of_profile = profiles.empty() ? std::string{} : profiles.front().publish_url();
  if (arguments.operands().empty()) {
    if (!profiles.empty() && of_profile.empty()) {
      return Error{"--profile: the profile \"" + profiles.front().name +
                   "\" does not say where to publish"};
    }
    return profiles.empty()
               ? Result<std::string>(
                     Error{"no URL is given: write `tidings publish --to ID --title TEXT URL`"})
               : of_profile;
  }
  const std::string& url = arguments.operands().front();
  if (!profiles.empty() && origin_of(url) != origin_of(of_profile)) {
    return Error{"the URL is not of the server that the profile \"" + profiles.front().name +
                 "\" is for"};
  }
  return url;
}

Result<void> read_destination(const Arguments& arguments, const Environment& environment,
                              const std::vector<Profile>& profiles, PublishOptions& options) {
  auto url = url_from(arguments, profiles);
  if (!url) {
    return url.error();
  }
  options.url = std::move(*url);
  if (auto checked = check_http_url(options.url); !checked) {
    return checked;
  }
  auto connection =
      connection_options(arguments, environment,
                         profiles.empty() ? ConnectionOptions{} : connection_of(profiles.front()));
  if (!connection) {
    return connection.error();
  }
  options.connection = std::move(*connection);
  return {};
}

}  // namespace

Result<PublishOptions> publish_options(const Arguments& arguments, const Environment& environment,
                                       const ConfigurationReader& configuration) {
  PublishOptions options;
  auto profiles = chosen_profiles(arguments, configuration);
  if (!profiles) {
    return profiles.error();
  }
  if (auto read = read_destination(arguments, environment, profiles->profiles, options); !read) {
    return read.error();
  }
  for (const auto read : {read_receivers, read_notification, read_amount, read_key, read_output}) {
    if (auto done = read(arguments, options); !done) {
      return done.error();
    }
  }
  if (!options.file) {
    if (auto checked = check_notification(arguments, options); !checked) {
      return checked.error();
    }
  }
  options.warnings = std::move(profiles->warnings);
  for (std::string& warning : credential_warnings(options.connection, options.url)) {
    options.warnings.push_back(std::move(warning));
  }
  return options;
}

}  // namespace tidings::cli

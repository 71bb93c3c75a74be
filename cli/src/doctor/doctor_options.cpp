#include "doctor/doctor_options.h"

#include <array>
#include <string_view>
#include <utility>

#include "tidings/mapping.h"
#include "tidings/url.h"

#include "connection_options.h"
#include "option_values.h"

namespace tidings::cli {
namespace {

Result<void> read_output(const Arguments& arguments, DoctorOptions& options) {
  constexpr std::array<std::pair<std::string_view, DoctorForm>, 2> kForms{{
      {"text", DoctorForm::text},
      {"json", DoctorForm::json},
  }};
  std::optional<Error> error;
  assign(choice_value(arguments, "output", kForms), options.form, error);
  assign(color_value(arguments), options.colors, error);
  options.quiet = arguments.has("quiet");
  options.settings.trace = arguments.has("verbose");
  return error ? Result<void>(*error) : Result<void>();
}

/// An origin as browsers write it: `https://app.example`, without a path.
Given<std::string> origin_value(const Arguments& arguments) {
  auto text = arguments.value("origin");
  if (!text) {
    return text;
  }
  if (text->ends_with('/')) {
    text->pop_back();
  }
  const bool has_path = text->find('/', text->find("://") + 3) != std::string::npos;
  if (origin_of(*text).empty() || has_path) {
    return bad_value("origin", *arguments.value("origin"),
                     "is no origin: write one such as https://app.example");
  }
  return text;
}

Result<void> read_look(const Arguments& arguments, DoctorOptions& options) {
  std::optional<Error> error;
  assign(duration_value(arguments, "for", Zero::refused), options.observer.duration, error);
  assign(origin_value(arguments), options.observer.origin, error);
  // Who says how long wants to see all of it.
  options.observer.may_end_early = !arguments.has("for");
  return error ? Result<void>(*error) : Result<void>();
}

/// The URL on the command line, or the profile's; a profile's credentials go to no other server.
Result<std::string> url_from(const Arguments& arguments, const std::vector<Profile>& profiles) {
  if (arguments.operands().size() > 1 || profiles.size() > 1) {
    return Error{"several streams are given: one is looked at at a time"};
  }
  const std::string of_profile = profiles.empty() ? std::string{} : profiles.front().stream;
  if (!arguments.operands().empty()) {
    const std::string& url = arguments.operands().front();
    if (!profiles.empty() && origin_of(url) != origin_of(of_profile)) {
      return Error{"the URL is not of the server that the profile \"" + profiles.front().name +
                   "\" is for"};
    }
    return url;
  }
  if (profiles.empty()) {
    return Error{"no URL is given: write `tidings doctor URL`"};
  }
  if (of_profile.empty()) {
    return Error{"--profile: the profile \"" + profiles.front().name +
                 "\" has no stream to look at"};
  }
  return of_profile;
}

void take_profile(const Profile& profile, DoctorOptions& options) {
  options.settings.heartbeat_timeout = profile.heartbeat_timeout;
  options.observer.preset = preset_from_name(profile.preset);
  options.observer.mapping = profile.mapping;
}

Result<void> read_stream(const Arguments& arguments, const Environment& environment,
                         const std::vector<Profile>& profiles, DoctorOptions& options) {
  auto url = url_from(arguments, profiles);
  if (!url) {
    return url.error();
  }
  StreamSettings& settings = options.settings;
  settings.url = std::move(*url);
  if (auto checked = check_http_url(settings.url); !checked) {
    return checked;
  }
  ConnectionOptions base;
  if (!profiles.empty()) {
    take_profile(profiles.front(), options);
    base = connection_of(profiles.front());
  }
  auto connection = connection_options(arguments, environment, std::move(base));
  if (!connection) {
    return connection.error();
  }
  options.warnings = credential_warnings(*connection, settings.url);
  settings.token = std::move(connection->token);
  settings.headers = std::move(connection->headers);
  settings.connection = std::move(connection->connection);
  return {};
}

Result<void> read_habits(const Arguments& arguments, DoctorOptions& options) {
  std::optional<Error> error;
  assign(duration_value(arguments, "heartbeat-timeout"), options.settings.heartbeat_timeout, error);
  assign(preset_value(arguments), options.observer.preset, error);
  if (error) {
    return *error;
  }
  const auto mapping = EventMapping::create(options.observer.preset.value_or(Preset::plain),
                                            options.observer.mapping);
  return mapping ? Result<void>() : Result<void>(mapping.error());
}

}  // namespace

Result<DoctorOptions> doctor_options(const Arguments& arguments, const Environment& environment,
                                     const ConfigurationReader& configuration) {
  DoctorOptions options;
  for (const auto read : {read_output, read_look}) {
    if (auto done = read(arguments, options); !done) {
      return done.error();
    }
  }
  auto profiles = chosen_profiles(arguments, configuration);
  if (!profiles) {
    return profiles.error();
  }
  if (auto read = read_stream(arguments, environment, profiles->profiles, options); !read) {
    return read.error();
  }
  if (auto read = read_habits(arguments, options); !read) {
    return read.error();
  }
  options.warnings.insert(options.warnings.begin(), profiles->warnings.begin(),
                          profiles->warnings.end());
  return options;
}

}  // namespace tidings::cli

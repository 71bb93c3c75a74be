#include "profile/profile_run.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

#include <unistd.h>

#include "complaint.h"
#include "profile/profile_text.h"
#include "profile/profile_trial.h"
#include "safe_text.h"
#include "suggestion.h"

namespace tidings::cli {
namespace {

constexpr std::string_view kProgram = "tidings profile";

void warn(std::string_view text) {
  complain(STDERR_FILENO, "warning: " + std::string(text));
}

ExitStatus refuse(const std::string& message) {
  complain(STDERR_FILENO, message, kProgram);
  return ExitStatus::usage;
}

ExitStatus print(const std::string& text) {
  if (write_all(STDOUT_FILENO, text) || errno == EPIPE) {
    return ExitStatus::success;
  }
  complain(STDERR_FILENO, std::string("standard output cannot be written: ") + std::strerror(errno),
           kProgram);
  return ExitStatus::failure;
}

std::string no_such_profile(const std::string& name, const Configuration& configuration) {
  std::vector<std::string_view> names;
  for (const Profile& profile : configuration.profiles) {
    names.emplace_back(profile.name);
  }
  const auto suggestion = suggestion_for(name, names);
  return "there is no profile \"" + safe_line(name) + "\" in " + configuration_path() +
         (suggestion ? "; did you mean " + std::string(*suggestion) + "?" : "");
}

ExitStatus list(const ProfileOptions& options, const Configuration& configuration) {
  if (configuration.profiles.empty()) {
    complain(STDERR_FILENO,
             "there are no profiles in " + configuration_path() +
                 " (`tidings profile add NAME --stream URL` makes one)",
             kProgram);
    return ExitStatus::success;
  }
  if (!options.json) {
    return print(profile_list(configuration));
  }
  std::string lines;
  for (const Profile& profile : configuration.profiles) {
    lines += profile_json(profile, profile.name == configuration.default_profile);
  }
  return print(lines);
}

ExitStatus show(const ProfileOptions& options, const Configuration& configuration) {
  const Profile* profile = configuration.find(options.name);
  if (profile == nullptr) {
    return refuse(no_such_profile(options.name, configuration));
  }
  return print(options.json ? profile_json(*profile, profile->name == configuration.default_profile)
                            : profile_text(*profile));
}

/// What is wrong with what stands there is wrong configuration; a file that cannot be written is a
/// failure.
ExitStatus changed(const Result<void>& result, std::string_view what, const std::string& name) {
  if (!result) {
    complain(STDERR_FILENO, result.error().message, kProgram);
    return result.error().recoverable ? ExitStatus::failure : ExitStatus::usage;
  }
  complain(STDERR_FILENO, std::string(what) + " " + name + " (" + configuration_path() + ")",
           kProgram);
  return ExitStatus::success;
}

ExitStatus add(const ProfileOptions& options) {
  if (options.token_on_command_line) {
    warn(
        "--token can be read by others in the process list, and stays in the shell's history; "
        "`--token -` reads it from standard input");
  }
  return changed(
      change_configuration(configuration_path(),
                           [&](std::string_view text) -> Result<std::string> {
                             const auto before = parse_configuration(
                                 text, ConfigurationSource{configuration_path(), "", true});
                             return before ? with_profile_added(text, options.name, options.keys)
                                           : before.error();
                           }),
      "added", options.name);
}

ExitStatus remove(const ProfileOptions& options) {
  return changed(change_configuration(configuration_path(),
                                      [&](std::string_view text) -> Result<std::string> {
                                        const auto before = parse_configuration(
                                            text,
                                            ConfigurationSource{configuration_path(), "", true});
                                        if (before && before->find(options.name) == nullptr) {
                                          return Error{no_such_profile(options.name, *before)};
                                        }
                                        return with_profile_removed(text, options.name);
                                      }),
                 "removed", options.name);
}

}  // namespace

ExitStatus run_profile(const ProfileOptions& options, const Environment& environment) {
  if (options.action == ProfileOptions::Action::add) {
    return add(options);
  }
  if (options.action == ProfileOptions::Action::remove) {
    return remove(options);
  }
  const auto configuration = read_configuration(configuration_path());
  if (!configuration) {
    return refuse(configuration.error().message);
  }
  for (const std::string& warning : configuration->warnings) {
    warn(warning);
  }
  switch (options.action) {
    case ProfileOptions::Action::show:
      return show(options, *configuration);
    case ProfileOptions::Action::test: {
      const Profile* profile = configuration->find(options.name);
      return profile == nullptr ? refuse(no_such_profile(options.name, *configuration))
                                : try_profile(*profile, options, environment);
    }
    default:
      return list(options, *configuration);
  }
}

}  // namespace tidings::cli

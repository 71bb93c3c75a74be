#include "program.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include <unistd.h>

#include "tidings/http_transport.h"
#include "tidings/url.h"
#include "tidings/version.h"

#include "arguments.h"
#include "complaint.h"
#include "doctor/doctor.h"
#include "help_text.h"
#include "profile/profile_run.h"
#include "publish/publish.h"
#include "safe_text.h"
#include "suggestion.h"
#include "terminal.h"
#include "watch/watch.h"

namespace tidings::cli {
namespace {

using Run = ExitStatus (*)(const Arguments&, const Environment&);

struct Command {
  const CommandSpec& (*spec)();
  Run run;
};

ExitStatus wrong_usage(std::string_view program, const Error& error) {
  complain(STDERR_FILENO, error.message, program);
  return ExitStatus::usage;
}

ExitStatus watch(const Arguments& arguments, const Environment& environment) {
  const auto options = watch_options(arguments, environment, user_configuration);
  return options ? run_watch(*options, environment) : wrong_usage("tidings watch", options.error());
}

ExitStatus publish(const Arguments& arguments, const Environment& environment) {
  const auto options = publish_options(arguments, environment, user_configuration);
  return options ? run_publish(*options, environment)
                 : wrong_usage("tidings publish", options.error());
}

ExitStatus doctor(const Arguments& arguments, const Environment& environment) {
  const auto options = doctor_options(arguments, environment, user_configuration);
  return options ? run_doctor(*options, environment)
                 : wrong_usage("tidings doctor", options.error());
}

ExitStatus profile(const Arguments& arguments, const Environment& environment) {
  const auto options = profile_options(arguments);
  return options ? run_profile(*options, environment)
                 : wrong_usage("tidings profile", options.error());
}

constexpr std::array kCommands{
    Command{watch_command, watch},
    Command{publish_command, publish},
    Command{doctor_command, doctor},
    Command{profile_command, profile},
};

ExitStatus show(const std::string& text) {
  if (write_all(STDOUT_FILENO, text)) {
    return ExitStatus::success;
  }
  complain(STDERR_FILENO,
           std::string("standard output cannot be written: ") + std::strerror(errno));
  return ExitStatus::failure;
}

std::string version_text() {
  return "tidings " + std::string(version()) + "\n" + http_library_version() +
         "\nlibsystemd/" TIDINGS_LIBSYSTEMD_VERSION "\n";
}

ExitStatus unknown_command(const std::string& word) {
  std::vector<std::string_view> names{"--help", "--version"};
  for (const CommandSpec* spec : command_specs()) {
    names.push_back(spec->name);
  }
  const bool is_flag = word.starts_with('-');
  const std::string shown = safe_line(masked_url(word));
  std::string message = "unknown " + std::string(is_flag ? "flag " : "command ") + shown;
  if (const auto suggestion = suggestion_for(word, names)) {
    message += "; did you mean `tidings " + std::string(*suggestion) + "`?";
  } else if (word.find("://") != std::string::npos) {
    message += "; did you mean `tidings watch " + shown + "`?";
  }
  return wrong_usage("tidings", Error{message + " (`tidings --help` lists the commands)"});
}

ExitStatus run_command(const Command& command, std::span<const std::string> words,
                       const Environment& environment) {
  const CommandSpec& spec = command.spec();
  const auto arguments = take_apart(spec, words);
  if (!arguments) {
    return wrong_usage("tidings " + std::string(spec.name), arguments.error());
  }
  if (arguments->has("help")) {
    return show(command_help(spec, terminal_width(STDOUT_FILENO, environment)));
  }
  if (arguments->has("version")) {
    return show(version_text());
  }
  return command.run(*arguments, environment);
}

}  // namespace

std::vector<const CommandSpec*> command_specs() {
  std::vector<const CommandSpec*> all;
  all.reserve(kCommands.size());
  for (const Command& command : kCommands) {
    all.push_back(&command.spec());
  }
  return all;
}

ExitStatus run_program(std::span<const std::string> words, const Environment& environment) {
  if (words.empty()) {
    return wrong_usage("tidings",
                       Error{"no command is given (`tidings --help` lists the commands)"});
  }
  const std::string& word = words.front();
  const bool asks_for_help = word == "--help" || word == "-h" || word == "help";
  if (asks_for_help && words.size() == 1) {
    return show(program_help(command_specs(), terminal_width(STDOUT_FILENO, environment)));
  }
  if (word == "--version" || word == "-V") {
    return show(version_text());
  }
  // `help watch` is `watch --help`.
  const std::string& name = asks_for_help ? words[1] : word;
  const auto* command = std::find_if(kCommands.begin(), kCommands.end(), [&](const Command& known) {
    return known.spec().name == name;
  });
  if (command == kCommands.end()) {
    return unknown_command(name);
  }
  return asks_for_help
             ? show(command_help(command->spec(), terminal_width(STDOUT_FILENO, environment)))
             : run_command(*command, words.subspan(1), environment);
}

}  // namespace tidings::cli

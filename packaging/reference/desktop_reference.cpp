// Writes the man page and completions of `tidings-desktop`: desktop_reference FOLDER DATE
#include <vector>

#include "app/command_options.h"
#include "manual_sections.h"
#include "reference_files.h"

namespace {

using tidings::cli::CommandSpec;
using tidings::cli::OptionGroup;
using tidings::cli::OptionSpec;

constexpr tidings::cli::Example kExamples[]{
    {"Start as a login does: in the tray", "tidings-desktop --minimized"},
    {"Show one notification of the profile shop", "tidings-desktop tidings:shop/ID"},
    {"End the one that runs", "tidings-desktop --quit"},
};

}  // namespace

int main(int argc, char** argv) {
  using namespace tidings::reference;
  if (argc != 3) {
    return 2;
  }
  std::vector<OptionSpec> options;
  for (const tidings::desktop::CommandOption& option : tidings::desktop::kCommandOptions) {
    options.push_back({0, option.name, option.value, option.help});
  }
  const std::vector<OptionGroup> groups{{"Options", options}};
  const CommandSpec spec{
      "",
      "[tidings:PROFILE/ID...]",
      "notifications in the tray",
      "Sits in the tray and announces the notifications of your accounts: the profiles that\n"
      "tidings-profile(1) knows too. Keeps a history that can be searched, obeys rules and quiet\n"
      "hours, and shares what was read with your other devices. One runs in a session: a second\n"
      "start raises its window.\n",
      kExamples,
      groups,
      ""};
  ProgramReference program{"tidings-desktop", TIDINGS_VERSION, argv[2], {}};
  program.commands.push_back(
      {"tidings-desktop", "tidings-desktop", &spec, manual_sections("tidings-desktop")});
  return write_reference(argv[1], program) ? 0 : 1;
}

#include "help_text.h"

#include <cstddef>

#include "text_layout.h"

namespace tidings::cli {
namespace {

constexpr std::size_t kHelpColumn = 30;
constexpr std::size_t kHelpWidth = 68;

std::string flag_text(const OptionSpec& option) {
  std::string text = option.letter == 0 ? "      " : std::string("  -") + option.letter + ", ";
  text.append("--").append(option.name);
  if (!option.value.empty()) {
    text.append(1, ' ').append(option.value);
  }
  return text;
}

/// The two-column row of a flag or subcommand.
void append_row(std::string& out, std::string row, std::string_view help) {
  if (display_width(row) + 2 > kHelpColumn) {
    out.append(row).append(1, '\n');
    row.clear();
  }
  for (const std::string_view line : wrapped_lines(help, kHelpWidth)) {
    row.append(kHelpColumn - display_width(row), ' ').append(line);
    out.append(row).append(1, '\n');
    row.clear();
  }
}

}  // namespace

std::string command_help(const CommandSpec& command) {
  std::string out =
      "tidings " + std::string(command.name) + ": " + std::string(command.summary) + "\n\n";
  out += "Usage: tidings " + std::string(command.name) + " [FLAGS] " +
         std::string(command.operands) + "\n";
  if (!command.description.empty()) {
    out.append(1, '\n').append(command.description);
  }
  out += "\nExamples:\n";
  for (const Example& example : command.examples) {
    out.append("  # ")
        .append(example.purpose)
        .append("\n  ")
        .append(example.command)
        .append("\n\n");
  }
  for (const OptionGroup& group : command.groups) {
    out.append(group.title).append(":\n");
    for (const OptionSpec& option : group.options) {
      append_row(out, flag_text(option), option.help);
    }
    out += '\n';
  }
  return out.append(command.notes);
}

std::string program_help(std::span<const CommandSpec* const> commands) {
  std::string out =
      "tidings: real-time notifications from Server-Sent Events, in the terminal\n\n"
      "Usage: tidings COMMAND [FLAGS] …\n\nCommands:\n";
  for (const CommandSpec* command : commands) {
    append_row(out, "  " + std::string(command->name), command->summary);
  }
  out += "\nExamples:\n";
  for (const CommandSpec* command : commands) {
    out.append("  # ").append(command->examples.front().purpose).append("\n  ");
    out.append(command->examples.front().command).append("\n\n");
  }
  return out +
         "`tidings COMMAND --help` shows a command's flags, `tidings --version` the versions.\n";
}

}  // namespace tidings::cli

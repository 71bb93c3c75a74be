#include "help_text.h"

#include <algorithm>
#include <cstddef>

#include "text_layout.h"

namespace tidings::cli {
namespace {

constexpr std::size_t kHelpColumn = 30;
constexpr int kNarrowest = 76;  // narrower terminals break the lines themselves
constexpr int kWidest = 98;     // longer lines are hard to read

std::string flag_text(const OptionSpec& option) {
  std::string text = option.letter == 0 ? "      " : std::string("  -") + option.letter + ", ";
  text.append("--").append(option.name);
  if (!option.value.empty()) {
    text.append(1, ' ').append(option.value);
  }
  return text;
}

std::size_t readable(int width) {
  return static_cast<std::size_t>(std::clamp(width, kNarrowest, kWidest));
}

/// Paragraphs, wrapped anew. Lines that begin with a space are taken as they are.
void append_text(std::string& out, std::string_view text, std::size_t width) {
  std::string paragraph;
  const auto end_paragraph = [&] {
    for (const std::string_view line : wrapped_lines(paragraph, width)) {
      out.append(line).append(paragraph.empty() ? "" : "\n");
    }
    paragraph.clear();
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.empty() || line.front() == ' ') {
      end_paragraph();
      out.append(line).append(1, '\n');
    } else {
      paragraph.append(paragraph.empty() ? "" : " ").append(line);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  end_paragraph();
}

/// The two-column row of a flag or subcommand.
void append_row(std::string& out, std::string row, std::string_view help, std::size_t width) {
  if (display_width(row) + 2 > kHelpColumn) {
    out.append(row).append(1, '\n');
    row.clear();
  }
  for (const std::string_view line : wrapped_lines(help, width - kHelpColumn)) {
    row.append(kHelpColumn - display_width(row), ' ').append(line);
    out.append(row).append(1, '\n');
    row.clear();
  }
}

}  // namespace

std::string command_help(const CommandSpec& command, int terminal_width) {
  const std::size_t width = readable(terminal_width);
  std::string out =
      "tidings " + std::string(command.name) + ": " + std::string(command.summary) + "\n\n";
  out += "Usage: tidings " + std::string(command.name) + " [FLAGS] " +
         std::string(command.operands) + "\n";
  if (!command.description.empty()) {
    out += '\n';
    append_text(out, command.description, width);
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
      append_row(out, flag_text(option), option.help, width);
    }
    out += '\n';
  }
  append_text(out, command.notes, width);
  return out;
}

std::string program_help(std::span<const CommandSpec* const> commands, int terminal_width) {
  const std::size_t width = readable(terminal_width);
  std::string out =
      "tidings: real-time notifications from Server-Sent Events, in the terminal\n\n"
      "Usage: tidings COMMAND [FLAGS] …\n\nCommands:\n";
  for (const CommandSpec* command : commands) {
    append_row(out, "  " + std::string(command->name), command->summary, width);
  }
  out += "\nExamples:\n";
  for (const CommandSpec* command : commands) {
    out.append("  # ").append(command->examples.front().purpose).append("\n  ");
    out.append(command->examples.front().command).append("\n\n");
  }
  append_text(out,
              "`tidings COMMAND --help` shows a command's flags, `tidings --version` the versions.",
              width);
  return out;
}

}  // namespace tidings::cli

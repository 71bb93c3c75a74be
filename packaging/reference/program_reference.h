#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "command_spec.h"

/// Man pages and shell completions, made at build time from what `--help` is made from.
namespace tidings::reference {

/// A section of a man page in words: paragraphs are set apart by an empty line, a line `TERM::
/// text` begins an entry of a list.
struct ManualSection {
  std::string_view title;
  std::string_view text;
};

/// One page, and one subcommand of a completion.
struct CommandReference {
  std::string page;      ///< `tidings-watch`
  std::string synopsis;  ///< `tidings watch`
  const cli::CommandSpec* spec;
  std::span<const ManualSection> sections;
};

struct ProgramReference {
  std::string program;  ///< `tidings`
  std::string version;
  std::string date;  ///< of the pages, `2026-11-26`
  /// A command without a name is the program itself: what can be given without a subcommand.
  std::vector<CommandReference> commands;
};

/// What stands where an operand does: of `list | show NAME` these two.
struct OperandWord {
  std::string word;
  bool takes_profile = false;
};
std::vector<OperandWord> operand_words(const cli::CommandSpec& command);

/// The words an option's value is one of, as its help begins with them: `pretty, data, json or
/// raw`. None where it begins otherwise.
std::vector<std::string> value_choices(const cli::OptionSpec& option);

enum class ValueKind { none, choice, file, profile, other };
ValueKind value_kind(const cli::OptionSpec& option);

/// `tidings-watch.1`, in man(7).
std::string man_page(const ProgramReference& program, const CommandReference& command);
/// `tidings.1`: what the subcommands are.
std::string program_page(const ProgramReference& program, std::string_view summary,
                         std::span<const ManualSection> sections);

std::string bash_completion(const ProgramReference& program);
std::string zsh_completion(const ProgramReference& program);
std::string fish_completion(const ProgramReference& program);

}  // namespace tidings::reference

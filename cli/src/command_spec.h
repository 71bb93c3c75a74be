#pragma once

#include <span>
#include <string_view>

namespace tidings::cli {

/// One flag of a subcommand. These tables are the one description of the flags: reading the command
/// line,
/// `--help`, man pages and shell completions are all made from them.
struct OptionSpec {
  char letter;             ///< `e` for `-e`; 0 for none
  std::string_view name;   ///< `event` for `--event`
  std::string_view value;  ///< what stands for its value in the help, `NAME`; empty: takes none
  std::string_view help;
};

/// Flags that belong together, under a heading of the help.
struct OptionGroup {
  std::string_view title;
  std::span<const OptionSpec> options;
};

struct Example {
  std::string_view purpose;
  std::string_view command;
};

struct CommandSpec {
  std::string_view name;         ///< `watch`
  std::string_view operands;     ///< `[URL…]`
  std::string_view summary;      ///< one line
  std::string_view description;  ///< below the summary; may be empty
  std::span<const Example> examples;
  std::span<const OptionGroup> groups;
  std::string_view notes;  ///< exit statuses and the like, at the end of the help
};

}  // namespace tidings::cli

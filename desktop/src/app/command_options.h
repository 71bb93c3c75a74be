#pragma once

#include <string_view>

/// The program's options: what `--help`, the man page and the completions are made from.
namespace tidings::desktop {

struct CommandOption {
  std::string_view name;   ///< without the dashes
  std::string_view value;  ///< what stands for its value; empty for a flag
  std::string_view help;
};

inline constexpr CommandOption kCommandOptions[]{
    {"profile", "NAME", "follow only this profile (repeatable)"},
    {"minimized", "", "start in the tray (without a tray: with a minimized window)"},
    {"config", "DIR", "where config.toml and desktop.ini are [~/.config/tidings]"},
    {"data", "DIR", "where history.sqlite is [~/.local/share/tidings]"},
    {"quit", "", "end the one that runs"},
    {"help", "", "this text"},
    {"version", "", "the version, and those of the libraries"},
};

}  // namespace tidings::desktop

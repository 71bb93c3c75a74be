#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tidings/mapping.h"
#include "tidings/result.h"
#include "tidings/stream_settings.h"

#include "arguments.h"
#include "command_spec.h"
#include "environment.h"
#include "profile_choice.h"
#include "terminal.h"

namespace tidings::cli {

enum class OutputForm { pretty, data, json, raw };

/// Only events whose JSON data has `value` at `pointer`.
struct WhereCondition {
  std::string pointer;
  std::string value;
};

/// One stream to follow.
struct WatchedStream {
  StreamSettings settings;
  std::optional<Preset> preset;                              ///< unset: found out from the answer
  std::vector<std::pair<std::string, std::string>> mapping;  ///< a profile's changes to the preset
  std::string profile;                                       ///< empty for a URL
};

/// What `tidings watch` was asked to do. Unset optionals: not asked.
struct WatchOptions {
  std::vector<WatchedStream> streams;  ///< profiles first, then URLs
  std::vector<std::string> warnings;   ///< what the user should know before the start

  std::optional<OutputForm> form;     ///< unset: pretty on a terminal, else data
  std::optional<std::string> format;  ///< a template, instead of a form
  ColorChoice colors = ColorChoice::automatic;
  bool quiet = false;
  bool verbose = false;
  bool statistics = false;

  std::vector<std::string> event_types;  ///< empty: all
  std::vector<std::string> excluded_event_types;
  std::vector<WhereCondition> conditions;

  std::optional<std::uint64_t> count;
  std::optional<std::chrono::milliseconds> idle;
  std::optional<std::chrono::milliseconds> timeout;
  std::optional<std::string> until;
  bool fail_on_gap = false;

  std::optional<std::string> exec;
  std::size_t exec_jobs = 1;
  bool exec_stop = false;

  bool notify = false;  ///< show notifications on the desktop
  std::optional<std::string> state_file;
};

const CommandSpec& watch_command();

/// Judges what was given. Reads the file of `--data @FILE`, and the configuration when it is
/// needed; otherwise pure. An error is wrong usage.
Result<WatchOptions> watch_options(const Arguments& arguments, const Environment& environment,
                                   const ConfigurationReader& configuration);

}  // namespace tidings::cli

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tidings/notification.h"
#include "tidings/result.h"

#include "arguments.h"
#include "command_spec.h"
#include "connection_options.h"
#include "environment.h"
#include "profile_choice.h"
#include "terminal.h"

namespace tidings::cli {

enum class PublishForm { text, json, quiet };

/// What `tidings publish` was asked to do. Unset optionals: not asked.
struct PublishOptions {
  std::string url;
  ConnectionOptions connection;
  std::vector<std::string> warnings;  ///< what the user should know before the start

  std::vector<SellerId> sellers;
  bool broadcast = false;
  Notification notification;        ///< as the flags describe it; without a receiver
  std::optional<std::string> file;  ///< NDJSON instead of the flags; `-`: standard input
  std::optional<std::uint64_t> repeat;
  std::optional<double> rate;  ///< notifications a second, at most

  std::string idempotency_key;
  std::chrono::milliseconds max_time{60000};

  PublishForm form = PublishForm::text;
  ColorChoice colors = ColorChoice::automatic;
  bool quiet = false;
  bool verbose = false;
};

const CommandSpec& publish_command();

/// Judges what was given. Reads the configuration when it is needed; otherwise pure. An error is
/// wrong usage.
Result<PublishOptions> publish_options(const Arguments& arguments, const Environment& environment,
                                       const ConfigurationReader& configuration);

}  // namespace tidings::cli

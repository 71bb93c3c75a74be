#pragma once

#include <string>
#include <vector>

#include "tidings/result.h"
#include "tidings/stream_observer.h"
#include "tidings/stream_settings.h"

#include "arguments.h"
#include "command_spec.h"
#include "environment.h"
#include "profile_choice.h"
#include "terminal.h"

namespace tidings::cli {

enum class DoctorForm { text, json };

/// What `tidings doctor` was asked to do.
struct DoctorOptions {
  StreamSettings settings;
  ObserverOptions observer;
  std::vector<std::string> warnings;  ///< what the user should know before the start

  DoctorForm form = DoctorForm::text;
  ColorChoice colors = ColorChoice::automatic;
  bool quiet = false;
};

const CommandSpec& doctor_command();

/// Judges what was given. Reads the configuration when it is needed; otherwise pure. An error is
/// wrong usage.
Result<DoctorOptions> doctor_options(const Arguments& arguments, const Environment& environment,
                                     const ConfigurationReader& configuration);

}  // namespace tidings::cli

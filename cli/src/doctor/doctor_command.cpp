#include <array>
#include <cstddef>
#include <string>

#include "tidings/diagnosis.h"

#include "connection_options.h"
#include "doctor/doctor_options.h"

/// The flags of `tidings doctor`, as its help shows them.
namespace tidings::cli {
namespace {

constexpr std::array kLookFlags{
    OptionSpec{0, "for", "DUR",
               "how long to look at the stream (default 75s, less when heartbeats have shown "
               "enough)"},
    OptionSpec{0, "origin", "ORIGIN",
               "also ask as a page of this origin would (CORS), such as https://app.example"},
};

constexpr std::array kOutputFlags{
    OptionSpec{'o', "output", "FORM", "text or json"},
    OptionSpec{0, "color", "WHEN", "auto, always or never"},
    OptionSpec{'q', "quiet", "", "no status lines"},
    OptionSpec{'v', "verbose", "", "requests and responses on stderr"},
};

constexpr std::array kServerFlags{
    OptionSpec{0, "profile", "NAME",
               "URL, token and settings from the configuration file; flags win"},
    OptionSpec{0, "preset", "NAME",
               "tidings, ntfy, mercure or plain: what notifications and heartbeats look like"},
    OptionSpec{0, "heartbeat-timeout", "DUR",
               "how long the client waits in silence; 0: without end (default: as watch does)"},
};

constexpr std::array kOtherFlags{
    OptionSpec{'h', "help", "", "this text"},
    OptionSpec{'V', "version", "", "the program's version and its libraries'"},
};

constexpr std::array kExamples{
    Example{"Why does this stream not work?",
            "tidings doctor --token-file token https://shop.example/v1/stream"},
    Example{"Look for five minutes: is something cutting the stream?",
            "tidings doctor --for 5m URL"},
    Example{"May a page of another origin read it?",
            "tidings doctor --origin https://app.example URL"},
    Example{"In a script: the names of the checks that failed",
            "tidings doctor -o json URL | jq -r '.checks[] | select(.status == \"fail\").name'"},
};

std::string make_notes() {
  constexpr std::size_t kColumn = 18;
  std::string notes = "Checks, by the names that -o json gives them:\n";
  for (const CheckInfo& check : known_checks()) {
    std::string line = "  " + std::string(check.name);
    line.resize(kColumn, ' ');
    notes += line + std::string(check.question) + "\n";
  }
  return notes +
         "What was not reached, or cannot be told, is left out.\n\n"
         "Exit status: 0 no failure (there may be warnings), 1 a failure, 2 wrong usage,\n"
         "129, 130 or 143 stopped by a signal, after showing what was known by then.\n";
}

}  // namespace

const CommandSpec& doctor_command() {
  static const std::array groups{
      OptionGroup{"What to look at", kLookFlags},
      OptionGroup{"Output", kOutputFlags},
      OptionGroup{"Which server", kServerFlags},
      OptionGroup{"Authentication", authentication_flags()},
      OptionGroup{"Network", network_flags()},
      OptionGroup{"Other", kOtherFlags},
  };
  static const std::string notes = make_notes();
  static const CommandSpec command{
      "doctor",
      "[URL]",
      "find out why a stream does not work",
      "Connects as a client would, watches what arrives and when, reconnects, and says check by\n"
      "check what is wrong and what to do about it.\n",
      kExamples,
      groups,
      notes,
  };
  return command;
}

}  // namespace tidings::cli

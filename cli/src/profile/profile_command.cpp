#include <array>
#include <vector>

#include "profile/profile_options.h"

/// The flags of `tidings profile`, as its help shows them.
namespace tidings::cli {
namespace {

constexpr std::array kOutputFlags{
    OptionSpec{'o', "output", "FORM", "text or json, of list and show"},
    OptionSpec{0, "color", "WHEN", "auto, always or never"},
};

constexpr std::array kTestFlags{
    OptionSpec{0, "timeout", "DUR", "how long test may take (default 30s)"},
    OptionSpec{'v', "verbose", "", "request and response on stderr"},
};

constexpr std::array kOtherFlags{
    OptionSpec{'h', "help", "", "this text"},
    OptionSpec{'V', "version", "", "the program's version and its libraries'"},
};

constexpr std::array kExamples{
    Example{"Follow a stream by a short name from now on",
            "tidings profile add shop --stream https://shop.example/v1/stream \\\n"
            "      --token-command 'pass show shop' && tidings watch --profile shop"},
    Example{"Does it work, and if not, why not?", "tidings profile test shop"},
    Example{"An ntfy topic",
            "tidings profile add alerts --stream https://ntfy.sh/mytopic/sse "
            "--preset ntfy"},
    Example{"What there is, for a script", "tidings profile list -o json | jq -r .name"},
};

constexpr std::string_view kDescription =
    "  list           the profiles of the configuration file; * marks the default\n"
    "  show NAME      a profile's keys; tokens stay hidden\n"
    "  add NAME       a new profile with the keys given as flags\n"
    "  remove NAME    takes a profile out; comments and all else stay as they are\n"
    "  test NAME      connects once and says what is wrong\n"
    "\n"
    "The file is $XDG_CONFIG_HOME/tidings/config.toml (by default ~/.config/…), shared with the\n"
    "desktop application.\n";

constexpr std::string_view kNotes =
    "Exit status: 0 done (test: connected), 1 the file cannot be written (test: the stream cannot\n"
    "be followed), 2 wrong usage or configuration; test as `watch`: 4 not authorized, 5 --timeout\n"
    "reached.\n";

std::vector<OptionSpec> key_flags() {
  std::vector<OptionSpec> flags;
  for (const ProfileKeyInfo& info : profile_keys()) {
    const char letter = info.key == "insecure" ? 'k' : '\0';
    flags.push_back({letter, info.key, info.value, info.description});
    if (info.key == "headers") {
      flags.push_back({'H', "header", info.value, "the same, as `watch` calls it"});
    }
  }
  return flags;
}

}  // namespace

const CommandSpec& profile_command() {
  static const std::vector<OptionSpec> keys = key_flags();
  static const std::array groups{
      OptionGroup{"Output", kOutputFlags},
      OptionGroup{"Keys of the profile, for add", keys},
      OptionGroup{"Testing", kTestFlags},
      OptionGroup{"Other", kOtherFlags},
  };
  static const CommandSpec command{
      "profile",
      "list | show NAME | add NAME | remove NAME | test NAME",
      "keep streams under short names",
      kDescription,
      kExamples,
      groups,
      kNotes,
  };
  return command;
}

}  // namespace tidings::cli

#include <array>

#include "publish/publish_options.h"

/// The flags of `tidings publish`, as its help shows them.
namespace tidings::cli {
namespace {

constexpr std::array kServerFlags{
    OptionSpec{0, "profile", "NAME", "URL, token and settings from the configuration file"},
};

constexpr std::array kReceiverFlags{
    OptionSpec{0, "to", "ID", "the seller it is for; repeatable"},
    OptionSpec{0, "broadcast", "", "for everyone"},
};

constexpr std::array kNotificationFlags{
    OptionSpec{0, "title", "TEXT", "required unless --from-file is given"},
    OptionSpec{0, "body", "TEXT", "plain text below the title"},
    OptionSpec{0, "type", "TYPE", "such as task.assigned"},
    OptionSpec{0, "url", "URL", "opened on a click"},
    OptionSpec{0, "priority", "1..5", "1 is silent, 5 interrupts (default 3)"},
    OptionSpec{0, "group", "NAME", "notifications that belong together"},
    OptionSpec{0, "data", "JSON", "anything else, handed through as it is"},
};

constexpr std::array kManyFlags{
    OptionSpec{0, "from-file", "FILE", "NDJSON, a notification a line; - is standard input"},
    OptionSpec{0, "repeat", "N", "N copies; {n} in title, body and data is the running number"},
    OptionSpec{0, "rate", "R", "at most R a second"},
};

constexpr std::array kDeliveryFlags{
    OptionSpec{0, "idempotency-key", "KEY",
               "what is sent twice under one key is stored once; the n-th of several has KEY-n "
               "(default: a new key)"},
    OptionSpec{0, "max-time", "DUR",
               "how long to go on trying without progress; 0: one try (default 60s)"},
};

constexpr std::array kOutputFlags{
    OptionSpec{'o', "output", "FORM", "text, json or quiet; text is the ids"},
    OptionSpec{0, "color", "WHEN", "auto, always or never"},
    OptionSpec{'q', "quiet", "", "no status lines and no progress bar"},
    OptionSpec{'v', "verbose", "", "requests and responses on stderr"},
};

constexpr std::array kOtherFlags{
    OptionSpec{'h', "help", "", "this text"},
    OptionSpec{'V', "version", "", "the program's version and its libraries'"},
};

constexpr std::array kExamples{
    Example{"Tell seller 42 something",
            "tidings publish --to 42 --title 'Order 4711 shipped' "
            "http://127.0.0.1:8080/v1/notifications"},
    Example{"Tell everyone, in a way that is not missed",
            "tidings publish --broadcast --priority 5 --title 'Closing in 10 minutes' URL"},
    Example{"What a program writes, a JSON object a line, as it writes it",
            "./orders --follow | tidings publish --from-file - -o json URL"},
    Example{"A thousand numbered notifications, fifty a second",
            "tidings publish --to 42 --title 'number {n}' --repeat 1000 --rate 50 URL"},
};

constexpr std::string_view kNotes =
    "Exit status: 0 all accepted, 1 some refused or failed (each is reported), 2 wrong usage,\n"
    "4 not allowed, 129, 130 or 143 stopped by a signal.\n";

}  // namespace

const CommandSpec& publish_command() {
  static const std::array groups{
      OptionGroup{"Receiver", kReceiverFlags},
      OptionGroup{"Notification", kNotificationFlags},
      OptionGroup{"Many at once", kManyFlags},
      OptionGroup{"Delivery", kDeliveryFlags},
      OptionGroup{"Output", kOutputFlags},
      OptionGroup{"Which server", kServerFlags},
      OptionGroup{"Authentication", authentication_flags()},
      OptionGroup{"Network", network_flags()},
      OptionGroup{"Other", kOtherFlags},
  };
  static const CommandSpec command{
      "publish",
      "[URL]",
      "send notifications to a Tidings server",
      "What the network or the server refuses for the moment is sent again, and stored once.\n",
      kExamples,
      groups,
      kNotes,
  };
  return command;
}

}  // namespace tidings::cli

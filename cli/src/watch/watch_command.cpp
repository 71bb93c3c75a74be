#include <array>

#include "watch/watch_options.h"

/// The flags of `tidings watch`, as its help shows them.
namespace tidings::cli {
namespace {

constexpr std::array kOutputFlags{
    OptionSpec{'o', "output", "FORM",
               "pretty, data, json or raw (default: pretty on a terminal, else data)"},
    OptionSpec{'f', "format", "TEMPLATE",
               "a line per event: {id} {event} {data} {time} {stream} {data/json/pointer}"},
    OptionSpec{0, "color", "WHEN", "auto, always or never"},
    OptionSpec{'q', "quiet", "", "no status lines"},
    OptionSpec{'v', "verbose", "", "requests, responses and timings on stderr"},
    OptionSpec{0, "stats", "", "a summary on stderr at the end"},
};

constexpr std::array kSelectionFlags{
    OptionSpec{'e', "event", "NAME", "only events of this type; repeatable"},
    OptionSpec{0, "exclude-event", "NAME", "no events of this type; repeatable"},
    OptionSpec{0, "where", "POINTER=VALUE",
               "only events whose JSON data has this value there; repeatable, all must hold"},
    OptionSpec{0, "drop-duplicates", "", "drop an event whose id was among the last 1,000"},
    OptionSpec{0, "max-event-size", "SIZE", "skip larger events (default 64MiB)"},
};

constexpr std::array kActionFlags{
    OptionSpec{'x', "exec", "CMD",
               "run CMD (by sh -c) for each event: data on stdin, TIDINGS_* in the environment"},
    OptionSpec{0, "exec-jobs", "N", "how many at once (default 1, in order)"},
    OptionSpec{0, "exec-stop", "", "stop with status 1 when the command fails"},
    OptionSpec{0, "notify", "", "show each notification on the desktop"},
};

constexpr std::array kServerFlags{
    OptionSpec{0, "profile", "NAME",
               "URL, token and settings from the configuration file; repeatable; flags win"},
    OptionSpec{0, "preset", "NAME",
               "tidings, ntfy, mercure or plain: what notifications and heartbeats look like"},
};

constexpr std::array kPositionFlags{
    OptionSpec{0, "last-event-id", "ID", "go on after this event"},
    OptionSpec{0, "state", "FILE", "remember each stream's position; the next run goes on there"},
};

constexpr std::array kEndFlags{
    OptionSpec{'n', "count", "N", "stop after N printed events"},
    OptionSpec{0, "idle", "DUR", "stop when no event has come for this long"},
    OptionSpec{0, "until", "TEXT", "stop at an event whose data is TEXT, without printing it"},
    OptionSpec{0, "fail-on-gap", "",
               "stop with status 6 when the server has lost events we missed"},
    OptionSpec{0, "timeout", "DUR", "stop after this long, with status 5"},
    OptionSpec{0, "no-reconnect", "", "request once (the default for methods other than GET)"},
    OptionSpec{0, "reconnect", "", "reconnect also with another method than GET"},
};

constexpr std::array kReconnectFlags{
    OptionSpec{0, "heartbeat-timeout", "DUR",
               "reconnect when no byte comes for this long; 0: never (default: learned, from 45s)"},
    OptionSpec{0, "retry", "DUR", "first delay before reconnecting (default 3s)"},
    OptionSpec{0, "retry-max", "DUR", "longest delay before reconnecting (default 30s)"},
    OptionSpec{0, "max-retries", "N", "give up after N failed tries in a row, with status 3"},
};

constexpr std::array kRequestFlags{
    OptionSpec{'X', "request", "METHOD", "request method (default GET, or POST with --data)"},
    OptionSpec{'d', "data", "BODY|@FILE", "request body"},
};

constexpr std::array kOtherFlags{
    OptionSpec{'h', "help", "", "this text"},
    OptionSpec{'V', "version", "", "the program's version and its libraries'"},
};

constexpr std::array kExamples{
    Example{"Follow a stream; what arrives is shown as it comes",
            "tidings watch https://stream.wikimedia.org/v2/stream/recentchange"},
    Example{"Only the data of two kinds of events, into a file",
            "tidings watch -o data -e order.created -e order.paid URL >> orders.log"},
    Example{"JSON lines for jq, with a token that a command gives",
            "tidings watch -o json --token-command 'pass show shop' URL | jq .data"},
    Example{"In a script: wait at most a minute for one event",
            "tidings watch -n 1 --timeout 1m URL && echo arrived"},
    Example{"Take what has piled up since an event, then stop",
            "tidings watch --last-event-id 42 --idle 2s URL"},
    Example{
        "Read an LLM API's answer as it is written",
        "tidings watch -d @prompt.json --until '[DONE]' -f '{data/choices/0/delta/content}' URL"},
};

constexpr std::string_view kNotes =
    "Durations: 250ms, 45s, 5m, 1h, 14d, 1.5s; a bare number is seconds. Sizes: 64KiB, 1MiB.\n"
    "Exit status: 0 done, 1 the stream cannot be followed, 2 wrong usage, 3 --max-retries used "
    "up,\n"
    "4 not authorized, 5 --timeout reached, 6 a gap with --fail-on-gap, 129, 130 or 143\n"
    "stopped by a signal.\n";

}  // namespace

const CommandSpec& watch_command() {
  static const std::array groups{
      OptionGroup{"Output", kOutputFlags},
      OptionGroup{"Choosing events", kSelectionFlags},
      OptionGroup{"Acting on events", kActionFlags},
      OptionGroup{"Which server", kServerFlags},
      OptionGroup{"Where to start", kPositionFlags},
      OptionGroup{"When to stop", kEndFlags},
      OptionGroup{"Reconnecting", kReconnectFlags},
      OptionGroup{"Request", kRequestFlags},
      OptionGroup{"Authentication", authentication_flags()},
      OptionGroup{"Network", network_flags()},
      OptionGroup{"Other", kOtherFlags},
  };
  static const CommandSpec command{
      "watch",
      "[URL…]",
      "follow one or more Server-Sent Events streams",
      "Events go to standard output, everything else to standard error. A broken connection is "
      "made\n"
      "anew, after the event that came last.\n",
      kExamples,
      groups,
      kNotes,
  };
  return command;
}

}  // namespace tidings::cli

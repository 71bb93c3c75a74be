#include "manual_sections.h"

#include <array>

namespace tidings::reference {
namespace {

constexpr std::string_view kFiles =
    "$XDG_CONFIG_HOME/tidings/config.toml:: the profiles; ~/.config/tidings/config.toml when\n"
    "XDG_CONFIG_HOME is not set. See `tidings-profile`(1).\n";

constexpr std::array kProgram{
    ManualSection{
        "DESCRIPTION",
        "Server-Sent Events in the terminal: follow streams of any server so that nothing "
        "is\nmissed over lost connections, restarts and silences; act on each event; send\n"
        "notifications to a Tidings server; keep streams under short names.\n"
        "\n"
        "What was asked for goes to standard output, everything else to standard error.\n"
        "What came from the network never reaches a terminal as control characters.\n"},
    ManualSection{
        "ENVIRONMENT",
        "TIDINGS_TOKEN:: the Bearer token, where no flag gives one. No command that is run "
        "inherits it.\n"
        "NO_COLOR:: no colours, when not empty.\n"
        "CLICOLOR_FORCE:: colours also into pipes and files, when neither empty nor 0.\n"
        "COLUMNS:: the width to wrap at, instead of the terminal's.\n"
        "http_proxy, https_proxy, all_proxy, no_proxy:: as curl reads them.\n"
        "SSL_CERT_FILE:: a PEM file of the authorities that are trusted, an https proxy's too.\n"
        "XDG_CONFIG_HOME:: where the configuration is looked for.\n"},
    ManualSection{"FILES", kFiles},
};

constexpr std::array kWatch{
    ManualSection{
        "\"OUTPUT FORMS\"",
        "pretty:: for people: the time, the event's type, a notification's title in its "
        "priority's\n"
        "colour with body and link below, JSON indented. The default on a terminal.\n"
        "data:: the data and a newline; with several streams the URL and a tab before each line. "
        "The\ndefault elsewhere.\n"
        "json:: an object a line, with `stream`, `id`, `event`, `data` and `received_at`.\n"
        "raw:: the event as Server-Sent Events text again.\n"
        "\n"
        "A template (`--format`) prints a line per event. `{id}`, `{event}`, `{data}`, `{time}`\n"
        "and `{stream}` stand for the event's parts, `{data/a/0/b}` for the value at that JSON\n"
        "pointer in the data, `{{` and `}}` for braces, \\n and \\t for a line end and a tab.\n"
        "\n"
        "What has arrived is on standard output before the program waits for more.\n"},
    ManualSection{
        "HOOKS",
        "`--exec` runs its command by sh for each event, with the data on standard input. Nothing\n"
        "that was received is ever put into the command's text. Its environment has\n"
        "\n"
        "TIDINGS_ID:: the last event ID after this event.\n"
        "TIDINGS_EVENT:: the event's type.\n"
        "TIDINGS_DATA:: its data.\n"
        "TIDINGS_STREAM:: the stream's URL, secrets masked.\n"
        "TIDINGS_TITLE, TIDINGS_BODY, TIDINGS_URL, TIDINGS_PRIORITY:: of a notification.\n"
        "TIDINGS_OMITTED:: the names of those that are left out because they are longer than 64 "
        "KiB "
        "or\nhold NUL.\n"},
    ManualSection{
        "RECONNECTING",
        "A broken or silent connection, a refused one, and the answers 408, 425, 429, 500, 502, "
        "503\nand 504 are tried again, after the event that came last. The delay starts at the\n"
        "reconnection time and doubles up to `--retry-max`; `Retry-After` is obeyed. Other "
        "answers\n"
        "than a stream end the watch: 204 with status 0, 401 and 403 with status 4, the rest with\n"
        "status 1. Redirects are followed; credentials stay within the origin.\n"
        "\n"
        "With `--state` the position is the newest event before which everything was printed and "
        "its\nhook has ended. After a kill nothing is lost; what was printed since the file was "
        "last\n"
        "written, at most 100 ms or 256 events before, may come again. With `--exec` that is one\n"
        "event, with `--exec-jobs` one a job.\n"
        "\n"
        "ntfy sends no ids that a stream could be resumed by: under the preset `ntfy` the "
        "message's\n"
        "own id takes their place, and the request says `since=`.\n"},
    ManualSection{"ENVIRONMENT",
                  "TIDINGS_TOKEN:: the Bearer token, where no flag gives one.\n"
                  "NO_COLOR, CLICOLOR_FORCE, COLUMNS:: see `tidings`(1).\n"
                  "http_proxy, https_proxy, all_proxy, no_proxy:: as curl reads them.\n"
                  "SSL_CERT_FILE:: a PEM file of the authorities that are trusted.\n"},
    ManualSection{"FILES", kFiles},
};

constexpr std::array kPublish{
    ManualSection{
        "\"WHAT IS SENT AGAIN\"",
        "What the network refuses, and the answers 408, 425, 429, 500, 502, 503 and 504, are "
        "tried\n"
        "again for `--max-time` without progress, under one idempotency key: the server stores a\n"
        "notification once. With several notifications the n-th gets `KEY-n`. After a failure it "
        "is\n"
        "said which line was the last accepted, so that the rest can be sent later.\n"},
    ManualSection{
        "\"FILE FORMAT\"",
        "`--from-file` reads a JSON object a line. Members: `sellerId` or `broadcast`, `type`,\n"
        "`title` (required), `body`, `url`, `priority`, `group`, `data`, `createdAt`, and\n"
        "`idempotencyKey`, which is not handed on. Others are handed through as they are.\n"},
    ManualSection{"ENVIRONMENT", "TIDINGS_TOKEN:: the Bearer token, where no flag gives one.\n"},
    ManualSection{"FILES", kFiles},
};

constexpr std::array kDoctor{
    ManualSection{
        "\"WHAT IT SHOWS\"",
        "A line for each check, with ok, warn or fail, and a sentence of advice below what is not "
        "ok.\nIt blames only what a client can see: a proxy that holds data back looks like a "
        "server that\nsends in bursts, and both are named. Looking longer finds more: an idle "
        "time-out of five\nminutes shows only with `--for 6m`.\n"
        "\n"
        "With `-o json` one object: `url`, `checks` (each with `name`, `status`, `detail` and "
        "`advice`)\nand `result`, the worst of the statuses.\n"},
    ManualSection{"ENVIRONMENT", "TIDINGS_TOKEN:: the Bearer token, where no flag gives one.\n"},
    ManualSection{"FILES", kFiles},
};

constexpr std::array kProfile{
    ManualSection{
        "\"FILE FORMAT\"",
        "TOML, a table for each profile; its keys are the flags above:\n"
        "\n"
        "  default-profile = \"shop\"\n"
        "  [profiles.shop]\n"
        "  stream = \"https://shop.example/v1/stream\"\n"
        "  token-command = \"secret-tool lookup service tidings account shop\"\n"
        "  headers = [\"X-Shop: 7\"]\n"
        "  [profiles.shop.mapping]\n"
        "  title = \"/title\"\n"
        "  heartbeat = \"/content=heartbeat\"\n"
        "\n"
        "A relative file name is relative to the file's folder; as a flag, to the current one.\n"
        "An unknown key is warned of.\n"
        "\n"
        "The file names commands that are run: one that belongs to somebody else than the user or\n"
        "root, or that group or others may write, is refused. A token in it is accepted only when\n"
        "others cannot read the file. With `token-keychain` the token is the secret of the "
        "desktop's\n"
        "keychain (Secret Service) with the attributes service=tidings and account=NAME:\n"
        "\n"
        "  secret-tool store --label=shop service tidings account shop\n"},
    ManualSection{"FILES", kFiles},
};

constexpr std::array kServer{
    ManualSection{
        "TOKENS",
        "Readers and publishers show Bearer tokens (JWT) that are signed with the key that one of\n"
        "`--jwt-secret-file` (HS256) and `--jwt-public-key` (RS256, ES256) names. The claim\n"
        "`sellerId` says whose notifications may be read, the claim `scope` with the word publish\n"
        "that notifications may be sent. `tidings-server token` prints one.\n"},
    ManualSection{
        "SIGNALS",
        "SIGTERM, SIGINT:: no new streams; every open one is told when to come back, spread over\n"
        "`--drain-spread`, and closed; ends within `--drain-timeout`.\n"
        "SIGHUP:: reads keys, certificate and passwords again.\n"},
    ManualSection{"ENVIRONMENT",
                  "TIDINGS_REDIS_PASSWORD:: the Redis password, where no file gives one.\n"},
    ManualSection{"\"EXIT STATUS\"",
                  "0 ended as told, 1 it cannot listen, a key file is no good, or the store is "
                  "unreachable for\n"
                  "longer than `--store-wait`, 2 wrong usage.\n"},
};

constexpr std::array kDesktop{
    ManualSection{
        "D-BUS",
        "On the session bus as org.tidings.Desktop, object /org/tidings/Desktop:\n"
        "\n"
        "org.freedesktop.Application:: Activate raises the window, Open shows the notification of "
        "a\n"
        "tidings:PROFILE/ID, ActivateAction takes quit, pause and mark-all-read.\n"
        "org.tidings.Desktop1:: the properties State (connected, connecting, offline,\n"
        "action-needed, paused), Unread and Accounts, with their change signals.\n"},
    ManualSection{
        "FILES",
        "~/.config/tidings/config.toml:: the profiles, shared with tidings(1).\n"
        "~/.config/tidings/desktop.ini:: rules, quiet hours and the like.\n"
        "~/.local/share/tidings/history.sqlite:: the history and each account's position.\n"},
    ManualSection{"\"EXIT STATUS\"", "0 ended as told, 1 it cannot run, 2 wrong usage.\n"},
};

struct Page {
  std::string_view name;
  std::span<const ManualSection> sections;
};

}  // namespace

std::span<const ManualSection> manual_sections(std::string_view page) {
  static constexpr std::array kPages{
      Page{"tidings", kProgram},         Page{"tidings-watch", kWatch},
      Page{"tidings-publish", kPublish}, Page{"tidings-doctor", kDoctor},
      Page{"tidings-profile", kProfile}, Page{"tidings-server", kServer},
      Page{"tidings-desktop", kDesktop},
  };
  for (const Page& known : kPages) {
    if (known.name == page) {
      return known.sections;
    }
  }
  return {};
}

}  // namespace tidings::reference

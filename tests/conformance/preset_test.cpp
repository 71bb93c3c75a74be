// Presets (CONTRACT 1): which events are heartbeats, neither printed nor counted; the control
// events of our own server; --fail-on-gap.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/printed_event.h"

namespace tidings::conformance {

namespace {

constexpr const char* announced = "X-SSE-Keepalive: 30\r\n";
constexpr const char* gap = "event: gap\ndata: {\"requested\":\"1\",\"oldest\":\"5\"}\n\n";

/// With these flags, and this header in the answer, the text prints this data.
Case prints(const std::string& name, const Words& flags, const std::string& headers,
            const std::string& text, const Words& lines) {
  return {name, [=](Scenario& s) {
            Words all{"-o", "data", "--count", std::to_string(lines.size())};
            all.insert(all.end(), flags.begin(), flags.end());
            Program& watch = s.follow(all);
            s.server().open_stream(headers).stream(text);
            watch.require_exit(0);
            std::string expected;
            for (const std::string& line : lines) {
              expected += line + "\n";
            }
            require_equal(watch.out(), expected, "stdout");
          }};
}

std::vector<Case> heartbeat_cases() {
  const std::string named = "event: heartbeat\ndata\n\nevent: heartbeat\ndata: x\n\ndata: a\n\n";
  const std::string as_data = "data: {\"content\":\"heartbeat\"}\n\ndata: a\n\n";
  const std::string ntfy =
      "event: open\ndata: {\"id\":\"1\",\"time\":1,\"event\":\"open\",\"topic\":\"t\"}\n\n"
      "event: keepalive\ndata: "
      "{\"id\":\"2\",\"time\":2,\"event\":\"keepalive\",\"topic\":\"t\"}\n\n"
      "event: message\ndata: {\"id\":\"3\",\"event\":\"message\",\"message\":\"hi\"}\n\n";
  const std::string message = "{\"id\":\"3\",\"event\":\"message\",\"message\":\"hi\"}";
  return {
      prints("tidings: event heartbeat", {"--preset", "tidings"}, "", named, {"a"}),
      prints("tidings: heartbeat as data", {"--preset", "tidings"}, "", as_data, {"a"}),
      prints("tidings is the default with X-SSE-Keepalive", {}, announced, named, {"a"}),
      prints("and without it all is printed", {}, "", as_data,
             {"{\"content\":\"heartbeat\"}", "a"}),
      prints("plain prints all despite the header", {"--preset", "plain"}, announced, named,
             {"", "x", "a"}),
      prints("ntfy: keepalive is no event",
             {"--preset", "ntfy", "-e", "message", "-e", "keepalive"}, "", ntfy, {message}),
      prints("mercure prints what comes", {"--preset", "mercure"}, "",
             ":\n\nid: urn:uuid:1\ndata: {\"a\":1}\n\n", {"{\"a\":1}"}),
      {"an unknown preset is wrong usage",
       [](Scenario& s) {
         Program& watch = s.follow({"--preset", "bogus"});
         watch.require_exit(2);
         require_contains(watch.err(), "bogus", "stderr");
       }},
      {"heartbeats as data keep the stream alive and --idle going",
       [](Scenario& s) {
         Program& watch = s.follow({"--preset", "tidings", "--idle", "1s"});
         Connection& stream = s.server().open_stream();
         do {
           static_cast<void>(stream.try_send("data: {\"content\":\"heartbeat\"}\n\n"));
         } while (!stream.closes_within(std::chrono::milliseconds(100)));
         watch.require_exit(0);
       }},
  };
}

/// A control event is not printed as data and not counted, but told on stderr.
Case control(const std::string& event, const std::string& data) {
  return {
      event, [=](Scenario& s) {
        Program& watch = s.follow({"-o", "data", "--preset", "tidings", "--count", "1"});
        s.server().open_stream().stream("event: " + event + "\ndata: " + data + "\n\ndata: a\n\n");
        watch.require_exit(0);
        require_equal(watch.out(), "a\n", "stdout");
      }};
}

/// … but json and raw show it.
Case shown_by(const std::string& form) {
  return {
      form + " shows them, uncounted", [=](Scenario& s) {
        Program& watch = s.follow({"-o", form, "--preset", "tidings", "--count", "1"});
        s.server().open_stream().stream(
            "event: read\ndata: {\"ids\":[\"1\"]}\n\nevent: unread\ndata: {\"ids\":[\"2\"]}\n\n" +
            std::string(gap) + "data: last\n\n");
        watch.require_exit(0);
        for (const char* part : {"read", "unread", "gap", "requested", "last"}) {
          require_contains(watch.out(), part, "stdout");
        }
      }};
}

std::vector<Case> control_cases() {
  return {
      control("read", R"({"ids":["1"]})"),
      control("unread", R"({"ids":["1"]})"),
      control("gap", R"({"requested":"1","oldest":"5"})"),
      shown_by("json"),
      shown_by("raw"),
      {"a gap is told on stderr",
       [](Scenario& s) {
         Program& watch = s.follow({"--preset", "tidings", "-n", "1"});
         s.server().open_stream().stream(gap + std::string("data: a\n\n"));
         watch.require_exit(0);
         require(watch.err().size() > std::string("connecting").size(), "stderr says something");
       }},
      {"to another preset they are events like any other",
       [](Scenario& s) {
         Program& watch = s.follow({"--preset", "plain", "-o", "json", "-n", "1"});
         s.server().open_stream().stream("event: read\ndata: x\n\n");
         watch.require_exit(0);
         require_events(watch.out(), {{"x", "read"}});
       }},
      {"--fail-on-gap ends with status 6",
       [](Scenario& s) {
         Program& watch = s.follow({"--fail-on-gap", "--preset", "tidings"});
         s.server().open_stream().stream("data: a\n\n" + std::string(gap));
         watch.require_exit(6);
       }},
      {"--fail-on-gap with the default preset of an announcing server",
       [](Scenario& s) {
         Program& watch = s.follow({"--fail-on-gap"});
         s.server().open_stream(announced).stream(gap);
         watch.require_exit(6);
       }},
      {"--fail-on-gap without a gap",
       [](Scenario& s) {
         Program& watch = s.follow({"--fail-on-gap", "--preset", "tidings", "-n", "1"});
         s.server().open_stream().stream("data: a\n\n");
         watch.require_exit(0);
       }},
      {"--fail-on-gap under another preset: gap is an event",
       [](Scenario& s) {
         Program& watch = s.follow({"--fail-on-gap", "--preset", "plain", "-n", "1"});
         s.server().open_stream().stream(gap);
         watch.require_exit(0);
       }},
  };
}

}  // namespace

class PresetTest : public QObject {
  Q_OBJECT

 private slots:
  void heartbeat_data() { heartbeats_.add_rows(); }
  void heartbeat() { heartbeats_.verify_row(); }
  void control_event_data() { controls_.add_rows(); }
  void control_event() { controls_.verify_row(); }

 private:
  CaseTable heartbeats_{heartbeat_cases()};
  CaseTable controls_{control_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::PresetTest)
#include "preset_test.moc"

// --exec, --exec-jobs, --exec-stop (CONTRACT 1): a command for each event, with nothing of the
// event in its text.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

/// One event with `event: e` and `id: 7` and this data; what the command leaves in the file `out`.
Case leaves(const std::string& name, const std::string& command, const std::string& data,
            const std::string& expected, const Start& start = {}) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"--exec", command, "--count", "1"}, start);
            s.server().open_stream().stream("event: e\nid: 7\ndata: " + data + "\n\n");
            watch.require_exit(0);
            require_equal(s.read("out"), expected, "what the command left");
          }};
}

constexpr const char* notification =
    R"({"id":"n1","title":"New order","body":"2 × tea","url":"https://shop.example/1","priority":5})";

std::vector<Case> command_cases() {
  const std::string large(70000, 'L');
  return {
      leaves("the data on stdin", "cat > out", "some data", "some data"),
      leaves("TIDINGS_ID and TIDINGS_EVENT",
             "printf %s-%s \"$TIDINGS_ID\" \"$TIDINGS_EVENT\" > out", "x", "7-e"),
      leaves("TIDINGS_DATA", "printf %s \"$TIDINGS_DATA\" > out", "some 'data' \"$x\"",
             "some 'data' \"$x\""),
      leaves("data is never run", "cat > out", "$(touch evil) `touch evil`; touch evil",
             "$(touch evil) `touch evil`; touch evil"),
      leaves("a large value is left out and named",
             "printf '%s:%s' \"${TIDINGS_DATA-none}\" \"$TIDINGS_OMITTED\" | head -c 100 > out",
             large, "none:TIDINGS_DATA"),
      leaves("a large value comes whole on stdin", "wc -c | tr -d ' \\n' > out", large, "70000"),
      leaves("TIDINGS_TOKEN is taken out", "printf %s \"${TIDINGS_TOKEN-none}\" > out", "x", "none",
             {.environment = {{"TIDINGS_TOKEN", "s3cr3t"}}}),
      {"TIDINGS_STREAM is the URL",
       [](Scenario& s) {
         Program& watch = s.follow({"-x", "printf %s \"$TIDINGS_STREAM\" > out", "-n", "1"});
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_equal(s.read("out"), s.server().url(), "what the command left");
       }},
      {"a notification's members",
       [](Scenario& s) {
         const char* command =
             "printf '%s|%s|%s|%s' \"$TIDINGS_TITLE\" \"$TIDINGS_BODY\" \"$TIDINGS_URL\" "
             "\"$TIDINGS_PRIORITY\" > out";
         Program& watch = s.follow({"--preset", "tidings", "-n", "1", "-x", command});
         s.server().open_stream().stream("data: " + std::string(notification) + "\n\n");
         watch.require_exit(0);
         require_equal(s.read("out"), "New order|2 × tea|https://shop.example/1|5",
                       "what the command left");
       }},
      {"a NUL is left out and named",
       [](Scenario& s) {
         using std::string_literals::operator""s;
         Program& watch =
             s.follow({"-n", "1", "-x",
                       "printf '%s:%s' \"${TIDINGS_DATA-none}\" \"$TIDINGS_OMITTED\" > out"});
         s.server().open_stream().stream("data: a\0b\n\n"s);
         watch.require_exit(0);
         require_equal(s.read("out"), "none:TIDINGS_DATA", "what the command left");
       }},
      {"events are printed all the same",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "-n", "2", "-x", "cat >> out"});
         s.server().open_stream().stream("data: a\n\ndata: b\n\n");
         watch.require_exit(0);
         require_contains(watch.out(), "a\nb\n", "stdout");
         require_equal(s.read("out"), "ab", "what the commands left");
       }},
      {"one at a time, in order",
       [](Scenario& s) {
         Program& watch = s.follow({"-n", "20", "-x", "mkdir lock && cat >> out && rmdir lock"});
         std::string text;
         std::string expected;
         for (int i = 0; i < 20; ++i) {
           text += "data: " + std::to_string(i) + ";\n\n";
           expected += std::to_string(i) + ";";
         }
         s.server().open_stream().stream(text);
         watch.require_exit(0);
         require_equal(s.read("out"), expected, "what the commands left");
       }},
      {"--exec-jobs: several at once",
       [](Scenario& s) {
         // Each of the two waits for the other's file: one after the other would wait for ever.
         Program& watch = s.follow(
             {"-n", "2", "--exec-jobs", "2", "-x",
              "n=$(cat); touch $n; while ! [ -e a -a -e b ]; do sleep 0.01; done; echo $n >> out"});
         s.server().open_stream().stream("data: a\n\ndata: b\n\n");
         watch.require_exit(0);
         require_equal(static_cast<long>(s.read("out").size()), 4,
                       "the size of what the commands left");
       }},
      {"a failing command is reported and stops nothing",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "-n", "2", "-x", "exit 7"});
         s.server().open_stream().stream("data: a\n\ndata: b\n\n");
         watch.require_exit(0);
         require_contains(watch.err(), "7", "stderr");
         require_equal(watch.out(), "a\nb\n", "stdout");
       }},
      {"--exec-stop: a failing command ends with status 1",
       [](Scenario& s) {
         Program& watch = s.follow({"-x", "exit 7", "--exec-stop"});
         s.server().open_stream().stream("data: a\n\n");
         watch.require_exit(1);
         require_contains(watch.err(), "7", "stderr");
       }},
      {"--exec-stop: the failure is told even when the stream has ended before it",
       [](Scenario& s) {
         Program& watch = s.follow({"-x", "exit 7", "--exec-stop", "--no-reconnect", "--quiet"});
         s.server().open_stream().stream("data: a\n\n").close();
         watch.require_exit(1);
         require_contains(watch.err(), "7", "stderr");
       }},
      {"--exec-stop and good commands go on",
       [](Scenario& s) {
         Program& watch = s.follow({"-x", "cat > out", "--exec-stop", "-n", "2"});
         s.server().open_stream().stream("data: a\n\ndata: b\n\n");
         watch.require_exit(0);
         require_equal(s.read("out"), "b", "what the last command left");
       }},
      {"a command that reads nothing does not harm",
       [=](Scenario& s) {
         Program& watch = s.follow({"-x", "true", "-n", "2", "-q"});
         s.server().open_stream().stream("data: " + large + large + "\n\ndata: b\n\n");
         watch.require_exit(0);
       }},
      {"only for chosen events",
       [](Scenario& s) {
         Program& watch = s.follow({"-e", "a", "-x", "cat >> out", "-n", "2"});
         s.server().open_stream().stream("event: a\ndata: 1\n\ndata: 2\n\nevent: a\ndata: 3\n\n");
         watch.require_exit(0);
         require_equal(s.read("out"), "13", "what the commands left");
       }},
      {"a signal during a command",
       [](Scenario& s) {
         Program& watch = s.follow({"-x", "echo begun >&2; exec sleep 60"});
         s.server().open_stream().stream("data: a\n\n");
         watch.await_err("begun");
         watch.signal(15);
         watch.require_exit(143);
       }},
  };
}

}  // namespace

class HookTest : public QObject {
  Q_OBJECT

 private slots:
  void exec_data() { commands_.add_rows(); }
  void exec() { commands_.verify_row(); }

 private:
  CaseTable commands_{command_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::HookTest)
#include "hook_test.moc"

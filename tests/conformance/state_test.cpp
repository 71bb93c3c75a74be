// --state (CONTRACT 1): the position of each stream survives the program, also its kill.
#include <QtTest/QtTest>
#include <signal.h>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

/// The Last-Event-ID with which a new run of these flags begins.
std::string resumes_with(Scenario& s, const Words& flags) {
  s.follow(flags);
  return s.server().await_request().request().header("Last-Event-ID").value_or("");
}

/// A first run with these flags prints `count` events of this text and ends; where the second
/// begins.
Case position(const std::string& name, const Words& flags, const std::string& text, int count,
              const std::string& id) {
  return {name, [=](Scenario& s) {
            Words all{"--state", "state", "-n", std::to_string(count)};
            all.insert(all.end(), flags.begin(), flags.end());
            Program& first = s.follow(all);
            s.server().open_stream().stream(text);
            first.require_exit(0);
            require_equal(resumes_with(s, all), id, "the second run's Last-Event-ID");
          }};
}

std::vector<Case> state_cases() {
  const std::string three = "id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: c\n\n";
  return {
      position("the newest printed event", {}, three, 3, "3"),
      position("not what came after --count", {}, three, 2, "2"),
      position("an event without an id keeps the one before", {}, "id: 1\ndata: a\n\ndata: b\n\n",
               2, "1"),
      position("an id that was reset", {}, "id: 1\ndata: a\n\nid\ndata: b\n\n", 2, ""),
      position("a failed hook counts as dealt with", {"-x", "false"}, three, 2, "2"),
      {"without a state file the first run begins anew",
       [](Scenario& s) {
         s.follow({"--state", "state"});
         require(!s.server().await_request().request().header("Last-Event-ID"),
                 "there is no position yet");
       }},
      {"--last-event-id is for the first request when there is no position",
       [](Scenario& s) {
         require_equal(resumes_with(s, {"--state", "state", "--last-event-id", "x"}), "x",
                       "Last-Event-ID");
       }},
      {"a failed hook does not count with --exec-stop",
       [](Scenario& s) {
         const Words flags{"--state", "state", "-x", "! grep -q b", "--exec-stop"};
         Program& first = s.follow(flags);
         s.server().open_stream().stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\n");
         first.require_exit(1);
         require_equal(resumes_with(s, flags), "1", "the second run's Last-Event-ID");
       }},
      {"after SIGTERM",
       [=](Scenario& s) {
         Program& first = s.follow({"-o", "data", "--state", "state"});
         s.server().open_stream().stream(three);
         first.await_out("c\n");
         first.signal(SIGTERM);
         first.require_exit(143);
         require_equal(resumes_with(s, {"--state", "state"}), "3",
                       "the second run's Last-Event-ID");
       }},
      {"after SIGKILL nothing is lost",
       [=](Scenario& s) {
         Program& first = s.follow({"-o", "data", "--state", "state"});
         s.server().open_stream().stream(three);
         first.await_out("c\n");
         first.signal(SIGKILL);
         first.require_exit(137);
         const std::string id = resumes_with(s, {"--state", "state"});
         require(id.empty() || id == "1" || id == "2" || id == "3", "the position is " + id);
       }},
      {"each stream has its own",
       [](Scenario& s) {
         const Words flags{"--state",           "state", "-n", "2", s.server().url("/a"),
                           s.server().url("/b")};
         Program& first = s.watch(flags);
         for (int i = 0; i < 2; ++i) {
           Connection& stream = s.server().await_request();
           stream.open_stream().stream("id: for" + stream.request().target + "\ndata: x\n\n");
         }
         first.require_exit(0);
         s.watch(flags);
         for (int i = 0; i < 2; ++i) {
           const HttpRequest& request = s.server().await_request().request();
           require_equal(request.header("Last-Event-ID").value_or(""), "for" + request.target,
                         "Last-Event-ID");
         }
       }},
      {"each profile has its own, also of one URL",
       [](Scenario& s) {
         const std::string url = s.server().url();
         std::filesystem::create_directories(s.directory() / "config" / "tidings");
         s.file("config/tidings/config.toml",
                "[profiles.a]\nstream = \"" + url + "\"\n[profiles.b]\nstream = \"" + url + "\"\n");
         Program& first = s.watch({"--profile", "a", "--state", "state", "-n", "1"});
         s.server().open_stream().stream("id: of-a\ndata: x\n\n");
         first.require_exit(0);
         Program& second = s.watch({"--profile", "b", "--state", "state"});
         Connection& of_b = s.server().await_request();
         require(!of_b.request().header("Last-Event-ID"), "b goes on where a was");
         of_b.respond(204);
         second.require_exit(0);
         s.watch({"--profile", "a", "--state", "state"});
         require_equal(s.server().await_request().request().header("Last-Event-ID").value_or(""),
                       "of-a", "a's Last-Event-ID");
       }},
      {"a damaged file is told and does not stop the stream",
       [](Scenario& s) {
         s.file("state", "\x01 nonsense");
         Program& watch = s.follow({"-o", "data", "--state", "state", "-n", "1"});
         s.server().open_stream().stream("id: 1\ndata: a\n\n");
         watch.require_exit(0);
         require_contains(watch.err(), "state", "stderr");
       }},
  };
}

}  // namespace

class StateTest : public QObject {
  Q_OBJECT

 private slots:
  void state_data() { states_.add_rows(); }
  void state() { states_.verify_row(); }

 private:
  CaseTable states_{state_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::StateTest)
#include "state_test.moc"

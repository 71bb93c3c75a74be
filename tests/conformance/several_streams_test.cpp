// Several streams in one watch (CONTRACT 1): each named in the output, none stopped by another, and
// the status when all have ended.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/printed_event.h"

namespace tidings::conformance {

namespace {

/// Two servers and one watch over both.
struct Pair {
  ScriptedServer a;
  ScriptedServer b;

  Program& watch(Scenario& s, Words flags) const {
    flags.push_back(a.url());
    flags.push_back(b.url());
    return s.watch(flags);
  }
};

std::vector<Case> output_cases() {
  return {
      {"data: the URL and a tab before each line",
       [](Scenario& s) {
         Pair pair;
         Program& watch = pair.watch(s, {"-o", "data", "--count", "2"});
         pair.a.open_stream().stream("data: 1\ndata: 2\n\n");
         watch.await_lines(2);
         pair.b.open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_equal(watch.out(),
                       pair.a.url() + "\t1\n" + pair.a.url() + "\t2\n" + pair.b.url() + "\tx\n",
                       "stdout");
       }},
      {"raw: a comment before each event",
       [](Scenario& s) {
         Pair pair;
         Program& watch = pair.watch(s, {"-o", "raw", "--count", "1"});
         pair.b.open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), ": stream " + pair.b.url() + "\ndata: x\n\n", "stdout");
       }},
      {"json: the member stream",
       [](Scenario& s) {
         Pair pair;
         Program& watch = pair.watch(s, {"-o", "json", "--count", "2"});
         pair.a.open_stream().stream("data: 1\n\n");
         watch.await_lines(1);
         pair.b.open_stream().stream("data: 2\n\n");
         watch.require_exit(0);
         const std::vector<PrintedEvent> events = parse_printed(watch.out());
         require_equal(events.at(0).stream, pair.a.url(), "the first event's stream");
         require_equal(events.at(1).stream, pair.b.url(), "the second event's stream");
       }},
      {"each has its own ids",
       [](Scenario& s) {
         Pair pair;
         Program& watch = pair.watch(s, {"-o", "json", "--retry", "10ms", "--count", "3"});
         pair.a.open_stream().stream("id: a1\ndata: 1\n\n").close();
         Connection& b = pair.b.open_stream();
         b.stream("data: 2\n\n");
         Connection& again = pair.a.await_request();
         require_equal(again.request().header("Last-Event-ID").value_or(""), "a1", "Last-Event-ID");
         b.close();
         Connection& b_again = pair.b.await_request();
         require(!b_again.request().header("Last-Event-ID"), "the other stream has no id");
         b_again.open_stream().stream("data: 3\n\n");
         watch.require_exit(0);
       }},
      {"two streams of one server",
       [](Scenario& s) {
         Program& watch =
             s.watch({"-o", "data", "-n", "2", s.server().url("/a"), s.server().url("/b")});
         Connection& first = s.server().open_stream();
         Connection& second = s.server().open_stream();
         require(first.request().target != second.request().target, "each URL is asked for once");
         first.stream("data: x\n\n");
         second.stream("data: x\n\n");
         watch.require_exit(0);
         require_contains(watch.out(), "/a\tx\n", "stdout");
         require_contains(watch.out(), "/b\tx\n", "stdout");
       }},
      {"the status lines name both",
       [](Scenario& s) {
         Pair pair;
         Program& watch = pair.watch(s, {});
         watch.await_err("connecting to " + pair.a.url() + "\n");
         watch.await_err("connecting to " + pair.b.url() + "\n");
       }},
  };
}

/// Both streams end with these statuses, the first one first.
Case both_end(int first, int second, int exit) {
  return {std::to_string(first) + ", then " + std::to_string(second), [=](Scenario& s) {
            Pair pair;
            Program& watch = pair.watch(s, {"--retry", "10ms"});
            pair.a.await_request().respond(first);
            watch.await_err("ended: ");
            require(watch.running(), "one stream goes on");
            pair.b.await_request().respond(second);
            watch.require_exit(exit);
          }};
}

std::vector<Case> status_cases() {
  return {
      both_end(404, 403, 4),
      both_end(403, 404, 4),
      both_end(204, 404, 1),
      both_end(404, 204, 1),
      both_end(204, 204, 0),
      both_end(204, 401, 4),
      {"giving up comes after 1 and before 0",
       [](Scenario& s) {
         Pair pair;
         Program& watch = pair.watch(s, {"--retry", "5ms", "--max-retries", "1"});
         pair.a.await_request().respond(503);
         watch.await_err("ended: ");
         pair.b.await_request().respond(204);
         watch.require_exit(3);
       }},
      {"one that fails does not stop the other",
       [](Scenario& s) {
         Pair pair;
         Program& watch = pair.watch(s, {"-o", "data", "--count", "1"});
         pair.a.await_request().respond(404);
         watch.await_err("ended: ");
         pair.b.open_stream().stream("data: x\n\n");
         watch.require_exit(0);
       }},
      {"one that reconnects does not hold up the other",
       [](Scenario& s) {
         Pair pair;
         Program& watch = pair.watch(s, {"-o", "data", "--retry", "60s", "--count", "1"});
         pair.a.await_request().respond(503);
         pair.b.open_stream().stream("data: x\n\n");
         watch.require_exit(0);
       }},
      {"--count is over all",
       [](Scenario& s) {
         Pair pair;
         Program& watch = pair.watch(s, {"-o", "data", "--count", "3"});
         pair.a.open_stream().stream("data: 1\n\ndata: 2\n\n");
         watch.await_lines(2);
         pair.b.open_stream().stream("data: 3\n\ndata: 4\n\n");
         watch.require_exit(0);
         require_lacks(watch.out(), "\t4", "stdout");
       }},
      {"--idle is over all",
       [](Scenario& s) {
         Pair pair;
         Program& watch = pair.watch(s, {"-o", "data", "--idle", "500ms"});
         pair.a.open_stream().stream("data: 1\n\n");
         pair.b.await_request();
         watch.require_exit(0);
       }},
      {"--until is over all",
       [](Scenario& s) {
         Pair pair;
         Program& watch = pair.watch(s, {"-o", "data", "--until", "end"});
         pair.a.open_stream();
         pair.b.open_stream().stream("data: end\n\n");
         watch.require_exit(0);
       }},
      {"--timeout is over all",
       [](Scenario& s) {
         Pair pair;
         pair.watch(s, {"--timeout", "300ms"}).require_exit(5);
       }},
      {"a bad URL beside a good one",
       [](Scenario& s) {
         Program& watch =
             s.watch({"-o", "data", "--count", "1", "ftp://127.0.0.1/", s.server().url()});
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
       }},
      {"fifty streams",
       [](Scenario& s) {
         Words arguments{"-o", "data", "--count", "50"};
         for (int i = 0; i < 50; ++i) {
           arguments.push_back(s.server().url("/" + std::to_string(i)));
         }
         Program& watch = s.watch(arguments);
         for (int i = 0; i < 50; ++i) {
           s.server().open_stream().stream("data: x\n\n");
         }
         watch.require_exit(0);
       }},
  };
}

}  // namespace

class SeveralStreamsTest : public QObject {
  Q_OBJECT

 private slots:
  void output_data() { outputs_.add_rows(); }
  void output() { outputs_.verify_row(); }
  void status_data() { statuses_.add_rows(); }
  void status() { statuses_.verify_row(); }

 private:
  CaseTable outputs_{output_cases()};
  CaseTable statuses_{status_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::SeveralStreamsTest)
#include "several_streams_test.moc"

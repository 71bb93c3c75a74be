// What ends a watch (CONTRACT 1): --count, --idle, --until, --timeout, --no-reconnect, a reader
// that goes, and an output that fails.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/waiting.h"

namespace tidings::conformance {

namespace {

using std::chrono::milliseconds;

/// With these flags this text ends the watch with this status and output, the connection still
/// open.
Case ends(const std::string& name, const Words& flags, const std::string& text, int status,
          const std::string& out) {
  return {name, [=](Scenario& s) {
            Words all{"-o", "data"};
            all.insert(all.end(), flags.begin(), flags.end());
            Program& watch = s.follow(all);
            Connection& stream = s.server().open_stream();
            stream.stream(text);
            watch.require_exit(status);
            require_equal(watch.out(), out, "stdout");
            stream.await_closed();
          }};
}

std::vector<Case> count_cases() {
  return {
      ends("--count 1", {"--count", "1"}, "data: a\n\ndata: b\n\n", 0, "a\n"),
      ends("-n 2", {"-n", "2"}, "data: a\n\ndata: b\n\ndata: c\n\n", 0, "a\nb\n"),
      ends("--count=2", {"--count=2"}, "data: a\n\ndata: b\n\ndata: c\n\n", 0, "a\nb\n"),
      ends("only printed events count", {"-n", "2", "-e", "x"},
           "event: x\ndata: a\n\ndata: b\n\nevent: x\ndata: c\n\n", 0, "a\nc\n"),
      ends("empty data counts", {"-n", "2"}, "data\n\ndata: a\n\n", 0, "\na\n"),
      {"over connections",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "-n", "3", "--retry", "10ms"});
         s.server().open_stream().stream("data: a\n\ndata: b\n\n").close();
         s.server().open_stream().stream("data: c\n\ndata: d\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), "a\nb\nc\n", "stdout");
       }},
  };
}

std::vector<Case> until_cases() {
  return {
      ends("unprinted, status 0", {"--until", "[DONE]"}, "data: a\n\ndata: [DONE]\n\ndata: b\n\n",
           0, "a\n"),
      ends("only exactly this text", {"--until", "end"},
           "data: the end\n\ndata: end.\n\ndata:  end\n\ndata: END\n\ndata: end\n\n", 0,
           "the end\nend.\n end\nEND\n"),
      ends("several lines", {"--until", "a\nb"}, "data: a\n\ndata: a\ndata: b\n\n", 0, "a\n"),
      ends("as the first event", {"--until", "x"}, "data: x\n\n", 0, ""),
      ends("--count may come first", {"--until", "x", "-n", "1"}, "data: a\n\ndata: x\n\n", 0,
           "a\n"),
      {"an LLM service's stream",
       [](Scenario& s) {
         Program& watch = s.follow({"-d", R"({"stream":true})", "--until", "[DONE]", "-o", "data"});
         s.server()
             .open_stream()
             .stream("data: {\"t\":\"Hel\"}\n\ndata: {\"t\":\"lo\"}\n\ndata: [DONE]\n\n")
             .close();
         watch.require_exit(0);
         require_equal(watch.out(), "{\"t\":\"Hel\"}\n{\"t\":\"lo\"}\n", "stdout");
         s.server().require_no_further_request();
       }},
  };
}

std::vector<Case> idle_cases() {
  return {
      ends("after a backlog", {"--idle", "300ms"}, "data: a\n\ndata: b\n\n", 0, "a\nb\n"),
      ends("without any event", {"--idle", "300ms"}, "", 0, ""),
      {"each event starts it over",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--idle", "2s"});
         Connection& stream = s.server().open_stream();
         for (int i = 0; i < 6; ++i) {
           stream.stream("data: x\n\n").hold(milliseconds(500));
         }
         watch.require_exit(0);
         require_equal(watch.out(), "x\nx\nx\nx\nx\nx\n", "stdout");
       }},
      {"comments are no events",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--idle", "1s"});
         Connection& stream = s.server().open_stream();
         do {
           static_cast<void>(stream.try_send(": beat\n\n"));
         } while (!stream.closes_within(std::chrono::milliseconds(100)));
         watch.require_exit(0);
       }},
      {"it counts from the first open stream",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--idle", "1s"});
         Connection& stream = s.server().await_request();
         stream.hold(milliseconds(2000)).open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), "x\n", "stdout");
       }},
  };
}

/// --timeout fires while the program does this.
Case times_out(const std::string& name, const std::function<void(Scenario&)>& meanwhile,
               const Words& more = {}) {
  return {name, [=](Scenario& s) {
            Words flags{"--timeout", "500ms", "--retry", "20s"};
            flags.insert(flags.end(), more.begin(), more.end());
            Program& watch = s.follow(flags);
            meanwhile(s);
            watch.require_exit(5);
          }};
}

std::vector<Case> timeout_cases() {
  return {
      times_out("with the stream open", [](Scenario& s) { s.server().open_stream(); }),
      times_out("after events",
                [](Scenario& s) { s.server().open_stream().stream("data: x\n\n"); }),
      times_out("waiting for the answer", [](Scenario& s) { s.server().await_request(); }),
      times_out("between two tries", [](Scenario& s) { s.server().await_request().respond(503); }),
      times_out("with --count not reached",
                [](Scenario& s) { s.server().open_stream().stream("data: x\n\n"); },
                {"--count", "2"}),
      times_out("with --until not reached",
                [](Scenario& s) { s.server().open_stream().stream("data: x\n\n"); },
                {"--until", "y"}),
      ends("--count reached before it", {"--timeout", "20s", "--count", "1"}, "data: x\n\n", 0,
           "x\n"),
      {"not before its time",
       [](Scenario& s) {
         const auto start = std::chrono::steady_clock::now();
         s.follow({"--timeout", "700ms"}).require_exit(5);
         require_at_least(std::chrono::ceil<milliseconds>(std::chrono::steady_clock::now() - start),
                          milliseconds(700));
       }},
  };
}

/// Requested once: this end of it gives this status.
Case once(const std::string& name, int status, const std::function<void(Connection&)>& answer) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", "data", "--no-reconnect", "--retry", "10ms"});
            answer(s.server().await_request());
            watch.require_exit(status);
            s.server().require_no_further_request();
          }};
}

std::vector<Case> no_reconnect_cases() {
  const std::string event = "data: x\n\n";
  return {
      once("a clean end", 0, [=](Connection& c) { c.open_stream().stream(event).close(); }),
      once("the last chunk", 0,
           [=](Connection& c) { c.open_stream("", Framing::Chunked).stream(event).end_stream(); }),
      once("a clean end without events", 0,
           [](Connection& c) { c.open_stream().stream(":\n\n").close(); }),
      once("a body cut within a chunk", 1,
           [](Connection& c) { c.open_stream("", Framing::Chunked).send("ff\r\ndata").close(); }),
      once("a reset", 1, [](Connection& c) { c.open_stream().reset(); }),
      once("no answer", 1, [](Connection& c) { c.close(); }),
      once("503", 1, [](Connection& c) { c.respond(503); }),
      once("404", 1, [](Connection& c) { c.respond(404); }),
      once("204", 0, [](Connection& c) { c.respond(204); }),
      once("401", 4, [](Connection& c) { c.respond(401); }),
      {"connection refused",
       [](Scenario& s) {
         const ScriptedServer refusing{ScriptedServer::Refusing{}};
         s.watch({"--no-reconnect", refusing.url()}).require_exit(1);
       }},
      {"silence",
       [](Scenario& s) {
         Program& watch = s.follow({"--no-reconnect", "--heartbeat-timeout", "200ms"});
         s.server().open_stream();
         watch.require_exit(1);
       }},
      {"redirects are followed all the same",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--no-reconnect"});
         s.server().await_request().respond(302, "Location: /b\r\n");
         s.server().open_stream().stream("data: x\n\n").close();
         watch.require_exit(0);
       }},
  };
}

std::vector<Case> output_gone_cases() {
  return {
      {"a reader that goes after the first line, as head -1",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data"}, {.close_out_after = "one\n"});
         Connection& stream = s.server().open_stream();
         stream.stream("data: one\n\n");
         while (!stream.closes_within(milliseconds(20))) {
           static_cast<void>(stream.try_send("data: more\n\n"));
         }
         watch.require_exit(0);
       }},
      {"a real head -1",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "json"}, {.close_out_after = "\n"});
         Connection& stream = s.server().open_stream();
         std::string many;
         for (int i = 0; i < 20000; ++i) {
           many += "data: line\n\n";
         }
         while (stream.try_send(many)) {
         }
         watch.require_exit(0);
       }},
      {"a full device",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data"}, {.out = Output::FullDevice});
         Connection& stream = s.server().open_stream();
         static_cast<void>(stream.try_send("data: x\n\n"));
         watch.require_exit(1);
         require_contains(watch.err(), "space", "stderr");
       }},
  };
}

}  // namespace

class EndingTest : public QObject {
  Q_OBJECT

 private slots:
  void count_data() { counts_.add_rows(); }
  void count() { counts_.verify_row(); }
  void until_data() { untils_.add_rows(); }
  void until() { untils_.verify_row(); }
  void idle_data() { idles_.add_rows(); }
  void idle() { idles_.verify_row(); }
  void timeout_data() { timeouts_.add_rows(); }
  void timeout() { timeouts_.verify_row(); }
  void no_reconnect_data() { once_.add_rows(); }
  void no_reconnect() { once_.verify_row(); }
  void output_gone_data() { gone_.add_rows(); }
  void output_gone() { gone_.verify_row(); }

 private:
  CaseTable counts_{count_cases()};
  CaseTable untils_{until_cases()};
  CaseTable idles_{idle_cases()};
  CaseTable timeouts_{timeout_cases()};
  CaseTable once_{no_reconnect_cases()};
  CaseTable gone_{output_gone_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::EndingTest)
#include "ending_test.moc"

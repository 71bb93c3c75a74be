// Coming back (CONTRACT 1, "What counts" and --max-retries; HTML 9.2.3), after web-platform-tests'
// eventsource-reconnect and format-field-id and sse-contract-tests' reconnection.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/listener.h"
#include "conformance/harness/status_line.h"

namespace tidings::conformance {

namespace {

using namespace std::string_literals;

std::string closed_url(const RefusingPort& port) {
  return "http://127.0.0.1:" + std::to_string(port.port()) + "/stream";
}

/// After this text and a clean end, the next request carries this Last-Event-ID ("" for none).
Case resumes_with(const std::string& name, const std::string& text, const std::string& id) {
  return {name, [=](Scenario& s) {
            s.follow({"--retry", "10ms"});
            s.server().open_stream().stream(text).close();
            const HttpRequest& second = s.server().await_request().request();
            require_equal(second.header("Last-Event-ID").value_or(""), id, "Last-Event-ID");
            if (id.empty()) {
              require(!second.header("Last-Event-ID"), "an empty Last-Event-ID must not be sent");
            }
          }};
}

std::vector<Case> resume_cases() {
  return {
      resumes_with("the id of the last event", "id: 1\ndata: a\n\nid: 2\ndata: b\n\n", "2"),
      resumes_with("an id that later events did not change", "id: abc\ndata: a\n\ndata: b\n\n",
                   "abc"),
      resumes_with("no id", "data: a\n\n", ""),
      resumes_with("an id that was reset", "id: 1\ndata: a\n\nid\ndata: b\n\n", ""),
      resumes_with("an id in a block without data", "data: a\n\nid: 9\n\n", "9"),
      resumes_with("an id in the stream's only block, without data", "id: 9\n\n", "9"),
      resumes_with("an id in a block that did not end", "id: 1\ndata: a\n\nid: 2\ndata: b\n", "1"),
      resumes_with("an id with a NUL", "id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n"s, "1"),
      resumes_with("beyond ASCII", "id: …\ndata: a\n\n", "…"),
      resumes_with("bytes that are no UTF-8", "id: a\xff\ndata: a\n\n", "a\xef\xbf\xbd"),
      resumes_with("spaces within", "id: a b\ndata: a\n\n", "a b"),
      resumes_with("JSON", "id: [{\"offset\":1}]\ndata: a\n\n", "[{\"offset\":1}]"),
      {"the id survives failed tries",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "10ms", "--retry-max", "20ms", "-n", "2"});
         s.server().open_stream().stream("id: 1\ndata: a\n\n").close();
         s.server().await_request().respond(503);
         s.server().await_request().close();
         s.server().await_request().reset();
         Connection& back = s.server().await_request();
         require_equal(back.request().header("Last-Event-ID").value_or(""), "1", "Last-Event-ID");
         back.open_stream().stream("data: b\n\n");
         watch.require_exit(0);
       }},
      {"the id survives connections without ids",
       [](Scenario& s) {
         s.follow({"--retry", "10ms"});
         s.server().open_stream().stream("id: 1\ndata: a\n\n").close();
         s.server().open_stream().stream("data: b\n\n").close();
         require_equal(s.server().await_request().request().header("Last-Event-ID").value_or(""),
                       "1", "Last-Event-ID");
       }},
      {"a server that numbers anew on every connection loses nothing",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "10ms", "--count", "4"});
         s.server().open_stream().stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\n").close();
         s.server().open_stream().stream("id: 1\ndata: c\n\nid: 2\ndata: d\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), "a\nb\nc\nd\n", "stdout");
       }},
      {"what came before a cut is printed once",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "10ms", "--count", "3"});
         s.server()
             .open_stream()
             .stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: cut")
             .close();
         s.server().open_stream().stream("id: 3\ndata: c\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), "a\nb\nc\n", "stdout");
       }},
  };
}

/// The first connection fails like this; the second is a stream.
Case survives(const std::string& name, const std::function<void(ScriptedServer&)>& first) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", "data", "--retry", "10ms", "--count", "1"});
            first(s.server());
            s.server().open_stream().stream("data: x\n\n");
            watch.require_exit(0);
            require_equal(watch.out(), "x\n", "stdout");
            require_equal(static_cast<long>(announced_delays(watch.err()).size()), 1,
                          "the number of reconnecting lines");
          }};
}

std::vector<Case> failure_cases() {
  return {
      survives("a clean end before any byte", [](ScriptedServer& s) { s.open_stream().close(); }),
      survives("a clean end after a comment",
               [](ScriptedServer& s) { s.open_stream().stream(":\n").close(); }),
      survives("a clean end after retry",
               [](ScriptedServer& s) { s.open_stream().stream("retry: 5\n\n").close(); }),
      survives("closed without an answer", [](ScriptedServer& s) { s.await_request().close(); }),
      survives("reset without an answer", [](ScriptedServer& s) { s.await_request().reset(); }),
      survives("closed before the request", [](ScriptedServer& s) { s.accept().close(); }),
      survives("reset before the request", [](ScriptedServer& s) { s.accept().reset(); }),
      survives("closed within the head",
               [](ScriptedServer& s) {
                 s.await_request().send("HTTP/1.1 200 OK\r\nContent-Ty").close();
               }),
      survives("closed within the status line",
               [](ScriptedServer& s) { s.await_request().send("HTTP/1.").close(); }),
      survives("reset within the head",
               [](ScriptedServer& s) { s.await_request().send("HTTP/1.1 200 OK\r\n").reset(); }),
      {"connection refused until the server is there",
       [](Scenario& s) {
         ScriptedServer server{ScriptedServer::Refusing{}};
         Program& watch = s.watch({"-o", "data", "--retry", "10ms", "--retry-max", "50ms",
                                   "--count", "1", server.url()});
         watch.await_err("reconnecting in ");
         watch.await_err("refused");
         server.listen();
         server.open_stream().stream("data: x\n\n");
         watch.require_exit(0);
       }},
      {"a name that cannot be found",
       [](Scenario& s) {
         Program& watch =
             s.watch({"--retry", "10ms", "--max-retries", "1", "http://tidings.invalid/s"});
         watch.require_exit(3);
         require_contains(watch.err(), "tidings.invalid", "stderr");
       }},
      {"connecting that takes too long",
       [](Scenario& s) {
         const SilentPort silent;
         Program& watch =
             s.watch({"--connect-timeout", "200ms", "--retry", "10ms", "--max-retries", "1",
                      "http://127.0.0.1:" + std::to_string(silent.port()) + "/s"});
         watch.require_exit(3);
         require_contains(watch.err(), "ended: ", "stderr");
       }},
      {"a TLS server that breaks the handshake off",
       [](Scenario& s) {
         Program& watch =
             s.watch({"--retry", "10ms", "--max-retries", "2",
                      "https://127.0.0.1:" + std::to_string(s.server().port()) + "/s"});
         s.server().accept().reset();
         s.server().accept().close();
         watch.require_exit(3);
       }},
      {"many connections in a row",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "1ms", "--count", "30"});
         std::string expected;
         for (int i = 0; i < 30; ++i) {
           const std::string number = std::to_string(i);
           s.server().open_stream().stream("data: " + number + "\n\n").close();
           expected += number + "\n";
         }
         watch.require_exit(0);
         require_equal(watch.out(), expected, "stdout");
       }},
      {"only one connection at a time",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "1ms", "--count", "2"});
         Connection& first = s.server().open_stream();
         first.stream("data: a\n\n");
         watch.await_out("a\n");
         s.server().require_no_further_request();
         first.close();
         s.server().open_stream().stream("data: b\n\n");
         watch.require_exit(0);
       }},
  };
}

/// `tries` failures in a row, then the end with status 3.
Case gives_up_after(int tries) {
  return {"--max-retries " + std::to_string(tries), [=](Scenario& s) {
            Program& watch = s.follow(
                {"--retry", "5ms", "--retry-max", "10ms", "--max-retries", std::to_string(tries)});
            for (int i = 0; i < tries; ++i) {
              s.server().await_request().respond(503);
            }
            watch.require_exit(3);
            s.server().require_no_further_request();
            require_contains(watch.err(), "ended: ", "stderr");
            require_contains(watch.err(), "503", "stderr");
          }};
}

std::vector<Case> giving_up_cases() {
  return {
      gives_up_after(1),
      gives_up_after(2),
      gives_up_after(5),
      {"refused connections count",
       [](Scenario& s) {
         const RefusingPort refusing;
         Program& watch = s.watch({"--retry", "5ms", "--max-retries", "3", closed_url(refusing)});
         watch.require_exit(3);
         require_equal(static_cast<long>(announced_delays(watch.err()).size()), 2,
                       "the number of reconnecting lines");
       }},
      {"ends before any byte count",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "5ms", "--max-retries", "3"});
         for (int i = 0; i < 3; ++i) {
           s.server().open_stream().close();
         }
         watch.require_exit(3);
       }},
      {"an event starts the count over",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "5ms", "--retry-max", "10ms",
                                    "--max-retries", "3", "--count", "2"});
         s.server().await_request().respond(503);
         s.server().await_request().respond(503);
         s.server().open_stream().stream("data: a\n\n").close();
         s.server().await_request().respond(503);
         s.server().open_stream().stream("data: b\n\n");
         watch.require_exit(0);
       }},
      {"without it there is no giving up",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "1ms", "--retry-max", "2ms", "--count", "1"});
         for (int i = 0; i < 50; ++i) {
           s.server().await_request().respond(500);
         }
         s.server().open_stream().stream("data: a\n\n");
         watch.require_exit(0);
       }},
  };
}

}  // namespace

class ReconnectTest : public QObject {
  Q_OBJECT

 private slots:
  void resume_data() { resumes_.add_rows(); }
  void resume() { resumes_.verify_row(); }
  void failed_try_data() { failures_.add_rows(); }
  void failed_try() { failures_.verify_row(); }
  void giving_up_data() { giving_up_.add_rows(); }
  void giving_up() { giving_up_.verify_row(); }

 private:
  CaseTable resumes_{resume_cases()};
  CaseTable failures_{failure_cases()};
  CaseTable giving_up_{giving_up_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::ReconnectTest)
#include "reconnect_test.moc"

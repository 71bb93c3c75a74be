// The harness itself, tried with curl, whose behaviour is known: what it reports must be so.
#include <QtTest/QtTest>
#include <signal.h>

#include "conformance/harness/case_table.h"
#include "conformance/harness/deadline.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/listener.h"
#include "conformance/harness/printed_event.h"

namespace tidings::conformance {

namespace {

ProgramSettings curl(const Words& arguments) {
  ProgramSettings settings;
  settings.executable = "/usr/bin/curl";
  settings.arguments = {"-sSN", "--max-time", "30"};
  settings.arguments.insert(settings.arguments.end(), arguments.begin(), arguments.end());
  settings.directory = "/";
  return settings;
}

std::string failure_of(const std::function<void()>& play) {
  try {
    play();
  } catch (const Failure& failure) {
    return failure.what();
  }
  return {};
}

std::vector<Case> server_cases() {
  return {
      {"a request is recorded as it was sent",
       [](Scenario& s) {
         Program program(
             curl({"-H", "X-One: 1", "-H", "X-One: 2", "-d", "body", s.server().url("/a?b")}));
         Connection& connection = s.server().await_request();
         const HttpRequest& request = connection.request();
         require_equal(request.method, "POST", "the method");
         require_equal(request.target, "/a?b", "the target");
         require_equal(request.body, "body", "the body");
         require(request.header_values("x-one") == Words{"1", "2"},
                 "both headers must be recorded");
         connection.respond(200, "", "hello");
         program.require_exit(0);
         require_equal(program.out(), "hello", "stdout");
         s.server().require_no_further_request();
       }},
      {"stream text arrives while the connection stays open",
       [](Scenario& s) {
         Program program(curl({s.server().url()}));
         Connection& connection = s.server().open_stream("", Framing::Chunked);
         connection.stream("data: 1\n\n");
         program.await_out("data: 1");
         connection.stream("data: 2\n\n");
         program.await_lines(4);
         require(program.running(), "the stream is still open");
         connection.end_stream();
         program.require_exit(0);
       }},
      {"pieces are read one by one",
       [](Scenario& s) {
         Program program(curl({s.server().url()}));
         s.server().open_stream().send_in_pieces("data: abc\n\n", 1).close();
         program.require_exit(0);
         require_equal(program.out(), "data: abc\n\n", "stdout");
       }},
      {"a body cut within a chunk is an error",
       [](Scenario& s) {
         Program program(curl({s.server().url()}));
         s.server().open_stream("", Framing::Chunked).send("ff\r\ndata").close();
         program.require_exit(18);
       }},
      {"a reset is an error",
       [](Scenario& s) {
         Program program(curl({s.server().url()}));
         Connection& connection = s.server().open_stream();
         connection.stream("data: 1\n\n");
         program.await_out("data");
         connection.reset();
         program.require_exit(56);
       }},
      {"a kept-alive connection carries the next request",
       [](Scenario& s) {
         Program program(curl({"-L", s.server().url("/a")}));
         s.server().await_request().respond_keep_alive(302, "Location: /b\r\n");
         Connection& second = s.server().await_request();
         require_equal(second.request().target, "/b", "the target");
         second.respond(200, "", "there");
         program.require_exit(0);
       }},
      {"a refusing port refuses, then listens",
       [](Scenario&) {
         ScriptedServer server{ScriptedServer::Refusing{}};
         Program refused(curl({server.url()}));
         refused.require_exit(7);
         server.listen();
         Program served(curl({server.url()}));
         server.await_request().respond(200);
         served.require_exit(0);
       }},
      {"a silent port lets nobody connect",
       [](Scenario&) {
         SilentPort silent;
         Program program(curl(
             {"--connect-timeout", "0.3", "http://127.0.0.1:" + std::to_string(silent.port())}));
         program.require_exit(28);
       }},
      {"IPv6 and Unix sockets",
       [](Scenario& s) {
         ScriptedServer six("::1");
         Program first(curl({six.url()}));
         six.await_request().respond(200);
         first.require_exit(0);
         ScriptedServer local(ScriptedServer::UnixSocket{s.directory() / "socket"});
         Program second(curl({"--unix-socket", (s.directory() / "socket").string(), local.url()}));
         local.await_request().respond(200);
         second.require_exit(0);
       }},
      {"a closed connection is noticed",
       [](Scenario& s) {
         Program program(curl({s.server().url()}));
         Connection& connection = s.server().open_stream();
         program.signal(SIGTERM);
         connection.await_closed();
         program.require_exit(128 + SIGTERM);
       }},
  };
}

std::vector<Case> failure_cases() {
  return {
      {"another exit status than demanded",
       [](Scenario& s) {
         Program program(curl({s.server().url()}));
         s.server().await_request().respond(200);
         require_contains(failure_of([&] { program.require_exit(1); }), "exit status is 0",
                          "the failure");
       }},
      {"text that never comes before the end",
       [](Scenario& s) {
         Program program(curl({s.server().url()}));
         s.server().await_request().respond(200);
         require_contains(failure_of([&] { program.await_out("never"); }), "ended with status 0",
                          "the failure");
       }},
      {"a request too many",
       [](Scenario& s) {
         Program first(curl({s.server().url()}));
         s.server().await_request();
         s.server().require_no_further_request();
         Program second(curl({s.server().url()}));
         const Deadline deadline;
         while (failure_of([&] { s.server().require_no_further_request(); }).empty()) {
           require(!deadline.passed(), "the second connection is not noticed");
         }
       }},
      {"events other than expected",
       [](Scenario&) {
         const std::string line =
             R"({"stream":"u","id":"1","event":"message","data":"a\u0000","received_at":"t"})"
             "\n";
         using std::string_literals::operator""s;
         require_events(line, {{"a\0"s, "message", "1"}});
         require_contains(failure_of([&] {
                            require_events(line, {{"a", "message", "1"}});
                          }),
                          "event 1", "the failure");
         require_contains(failure_of([&] {
                            require_events(line + line, {{"a\0"s, "message", "1"}});
                          }),
                          "the number", "the failure");
         require_contains(failure_of([&] { require_events("", {{"a"}}); }), "not printed",
                          "the failure");
         require_contains(failure_of([&] { require_events("{", {}); }), "no end", "the failure");
       }},
      {"output to a full device and to a reader that goes",
       [](Scenario& s) {
         ProgramSettings settings = curl({s.server().url()});
         settings.out = Output::FullDevice;
         Program full(settings);
         s.server().await_request().respond(200, "", "hello");
         full.require_exit(23);
         settings.out = Output::Pipe;
         settings.close_out_after = "one";
         Program headed(settings);
         Connection& connection = s.server().open_stream();
         connection.stream("one\n");
         while (connection.try_send("more and more\n")) {
         }
         require(headed.await_exit() != 0, "curl notices that its reader has gone");
       }},
  };
}

}  // namespace

class HarnessTest : public QObject {
  Q_OBJECT

 private slots:
  void server_data() { server_.add_rows(); }
  void server() { server_.verify_row(); }
  void failures_data() { failures_.add_rows(); }
  void failures() { failures_.verify_row(); }

 private:
  CaseTable server_{server_cases()};
  CaseTable failures_{failure_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::HarnessTest)
#include "harness_test.moc"

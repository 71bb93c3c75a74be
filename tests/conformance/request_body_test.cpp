// -X and -d (CONTRACT 1), after sse-contract-tests' POST and REPORT requests: streams of LLM
// services are asked for like this. Methods other than GET are requested once unless --reconnect.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

constexpr const char* json_body = R"({"hello": "world"})";

Case body(const std::string& name, const Words& flags, const std::string& method,
          const std::string& expected) {
  return {name, [=](Scenario& s) {
            s.file("body", "from a file\n\xff");
            s.follow(flags);
            const HttpRequest& request = s.server().await_request().request();
            require_equal(request.method, method, "the method");
            require_equal(request.body, expected, "the body");
          }};
}

std::vector<Case> body_cases() {
  return {
      body("-d makes a POST", {"-d", json_body}, "POST", json_body),
      body("--data does", {"--data", json_body}, "POST", json_body),
      body("-X with -d", {"-X", "REPORT", "-d", json_body}, "REPORT", json_body),
      body("--request with -d", {"--request", "PUT", "-d", "x"}, "PUT", "x"),
      body("-X alone", {"-X", "POST"}, "POST", ""),
      body("-X GET with a body", {"-X", "GET", "-d", "x"}, "GET", "x"),
      body("the body from a file, byte for byte", {"-d", "@body"}, "POST", "from a file\n\xff"),
      body("an empty body", {"-d", ""}, "POST", ""),
      body("a large body", {"-d", std::string(100000, 'b')}, "POST", std::string(100000, 'b')),
      {"the ordinary headers and -H",
       [](Scenario& s) {
         s.follow({"-d", json_body, "-H", "Content-Type: application/json; charset=utf-8"});
         const HttpRequest& request = s.server().await_request().request();
         require(request.header_values("Content-Type") == Words{"application/json; charset=utf-8"},
                 "Content-Type must be as given: " + request.head);
         require_equal(request.header("Accept").value_or(""), "text/event-stream", "Accept");
         require_equal(request.header("Cache-Control").value_or(""), "no-cache", "Cache-Control");
       }},
      {"without a body there is no content type",
       [](Scenario& s) {
         s.follow({"-X", "POST"});
         const HttpRequest& request = s.server().await_request().request();
         require(!request.header("Content-Type"), "there is one: " + request.head);
       }},
      {"the answer is a stream like any other",
       [](Scenario& s) {
         Program& watch = s.follow({"-d", json_body, "-o", "data"});
         s.server().open_stream().stream("data: a\n\ndata: b\n\n").end_stream();
         watch.require_exit(0);
         require_equal(watch.out(), "a\nb\n", "stdout");
         s.server().require_no_further_request();
       }},
      {"a POST that fails is not repeated",
       [](Scenario& s) {
         Program& watch = s.follow({"-d", json_body, "--retry", "10ms"});
         s.server().await_request().respond(503);
         watch.require_exit(1);
         s.server().require_no_further_request();
       }},
      {"--reconnect repeats it with its body and the last event ID",
       [](Scenario& s) {
         Program& watch =
             s.follow({"-d", json_body, "--reconnect", "--retry", "10ms", "--count", "2"});
         s.server().open_stream().stream("id: 1\ndata: a\n\n").close();
         Connection& second = s.server().await_request();
         require_equal(second.request().method, "POST", "the method");
         require_equal(second.request().body, json_body, "the body");
         require_equal(second.request().header("Last-Event-ID").value_or(""), "1", "Last-Event-ID");
         second.open_stream().stream("data: b\n\n");
         watch.require_exit(0);
       }},
      {"a file that is not there",
       [](Scenario& s) {
         Program& watch = s.follow({"-d", "@missing"});
         watch.require_exit(2);
         require_contains(watch.err(), "missing", "stderr");
       }},
  };
}

}  // namespace

class RequestBodyTest : public QObject {
  Q_OBJECT

 private slots:
  void request_body_data() { bodies_.add_rows(); }
  void request_body() { bodies_.verify_row(); }

 private:
  CaseTable bodies_{body_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::RequestBodyTest)
#include "request_body_test.moc"

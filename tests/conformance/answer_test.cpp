// What an answer's status and content type mean (CONTRACT 1, "What counts"), after
// web-platform-tests' request-status-error and format-mime-*.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/status_line.h"

namespace tidings::conformance {

namespace {

constexpr const char* event_text = "data: x\n\n";

Case is_a_stream(const std::string& name, const std::string& content_type_lines) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", "data", "--count", "1"});
            s.server().await_request().send("HTTP/1.1 200 OK\r\n" + content_type_lines + "\r\n" +
                                            event_text);
            watch.require_exit(0);
            require_equal(watch.out(), "x\n", "stdout");
          }};
}

Case is_no_stream(const std::string& name, const std::string& content_type_lines) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", "data", "--retry", "10ms"});
            s.server().await_request().respond(200, content_type_lines, event_text);
            watch.require_exit(1);
            require_equal(watch.out(), "", "stdout");
            require_contains(watch.err(), "ended: ", "stderr");
            s.server().require_no_further_request();
          }};
}

std::vector<Case> content_type_cases() {
  return {
      is_a_stream("plain", "Content-Type: text/event-stream\r\n"),
      is_a_stream("with a charset", "Content-Type: text/event-stream; charset=utf-8\r\n"),
      is_a_stream("with the charset close by", "Content-Type: text/event-stream;charset=UTF-8\r\n"),
      is_a_stream("with another charset",
                  "Content-Type: text/event-stream; charset=windows-1252\r\n"),
      is_a_stream("with a bogus charset", "Content-Type: text/event-stream; charset=bogus\r\n"),
      is_a_stream("with a quoted parameter", "Content-Type: text/event-stream; a=\"b;c\"\r\n"),
      is_a_stream("with several parameters", "Content-Type: text/event-stream; a=b; c=d\r\n"),
      is_a_stream("with a semicolon at the end", "Content-Type: text/event-stream;\r\n"),
      is_a_stream("in capitals", "Content-Type: TEXT/Event-Stream\r\n"),
      is_a_stream("header name in small letters", "content-type: text/event-stream\r\n"),
      is_a_stream("space before the semicolon",
                  "Content-Type: text/event-stream ; charset=utf-8\r\n"),
      is_a_stream("no space after the colon", "Content-Type:text/event-stream\r\n"),
      is_a_stream("spaces around", "Content-Type:   text/event-stream  \r\n"),
      is_no_stream("text/html", "Content-Type: text/html\r\n"),
      is_no_stream("text/html with a charset", "Content-Type: text/html; charset=utf-8\r\n"),
      is_no_stream("text/plain", "Content-Type: text/plain\r\n"),
      is_no_stream("application/json", "Content-Type: application/json\r\n"),
      is_no_stream("a bogus valid type", "Content-Type: text/x-bogus\r\n"),
      is_no_stream("a bogus invalid type", "Content-Type: x bogus\r\n"),
      is_no_stream("a longer type", "Content-Type: text/event-streams\r\n"),
      is_no_stream("a shorter type", "Content-Type: text/event\r\n"),
      is_no_stream("the type as a parameter", "Content-Type: text/plain; x=text/event-stream\r\n"),
      is_no_stream("no content type", ""),
      is_no_stream("an empty content type", "Content-Type: \r\n"),
      {"the reason names the content type",
       [](Scenario& s) {
         Program& watch = s.follow();
         s.server().await_request().respond(200, "Content-Type: text/html\r\n", "<html>");
         watch.require_exit(1);
         require_contains(watch.err(), "text/html", "stderr");
       }},
  };
}

/// A status that ends the watch, with a body that must not be taken for events.
Case ends(int status, int exit) {
  return {std::to_string(status), [=](Scenario& s) {
            Program& watch = s.follow({"-o", "data", "--retry", "10ms"});
            s.server().await_request().respond(status, "Content-Type: text/event-stream\r\n",
                                               status == 204 || status == 304 ? "" : event_text);
            watch.require_exit(exit);
            require_equal(watch.out(), "", "stdout");
            require_contains(watch.err(), "ended: ", "stderr");
            require_contains(watch.err(), std::to_string(status), "stderr");
            s.server().require_no_further_request();
          }};
}

/// Nobody asked for another protocol.
Case ends_with_switching_protocols() {
  return {"101", [](Scenario& s) {
            Program& watch = s.follow({"--retry", "10ms"});
            s.server()
                .await_request()
                .send(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                    "Connection: Upgrade\r\n\r\n")
                .close();
            watch.require_exit(1);
            require_contains(watch.err(), "the server answered 101", "stderr");
            s.server().require_no_further_request();
          }};
}

std::vector<Case> final_status_cases() {
  std::vector<Case> cases{ends(204, 0), ends(401, 4), ends(403, 4),
                          ends_with_switching_protocols()};
  for (const int status :
       {201, 202, 203, 205, 206, 210, 226, 299, 300, 304, 305, 306, 399, 400, 402, 404, 405,
        406, 407, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 426,
        428, 431, 451, 499, 501, 505, 506, 507, 508, 510, 511, 520, 599, 600, 999}) {
    cases.push_back(ends(status, 1));
  }
  return cases;
}

Case tried_again(int status) {
  return {std::to_string(status), [=](Scenario& s) {
            Program& watch = s.follow({"-o", "data", "--retry", "10ms", "--count", "1"});
            s.server().await_request().respond(status, "Content-Type: text/event-stream\r\n",
                                               "data: not an event\n\n");
            s.server().open_stream().stream(event_text);
            watch.require_exit(0);
            require_equal(watch.out(), "x\n", "stdout");
            require_equal(static_cast<long>(announced_delays(watch.err()).size()), 1,
                          "the number of reconnecting lines");
            require_contains(watch.err(), "the server answered " + std::to_string(status),
                             "stderr");
          }};
}

std::vector<Case> passing_status_cases() {
  std::vector<Case> cases;
  for (const int status : {408, 425, 429, 500, 502, 503, 504}) {
    cases.push_back(tried_again(status));
  }
  cases.push_back({"again and again", [](Scenario& s) {
                     Program& watch = s.follow(
                         {"-o", "data", "--retry", "5ms", "--retry-max", "20ms", "--count", "1"});
                     for (int i = 0; i < 12; ++i) {
                       s.server().await_request().respond(i % 2 == 0 ? 503 : 502);
                     }
                     s.server().open_stream().stream(event_text);
                     watch.require_exit(0);
                   }});
  cases.push_back({"on a kept-alive connection", [](Scenario& s) {
                     Program& watch = s.follow({"-o", "data", "--retry", "10ms", "--count", "1"});
                     s.server().await_request().respond_keep_alive(503, "", "busy");
                     s.server().open_stream().stream(event_text);
                     watch.require_exit(0);
                   }});
  cases.push_back({"with a body that never ends", [](Scenario& s) {
                     Program& watch = s.follow({"-o", "data", "--retry", "10ms", "--count", "1"});
                     s.server().await_request().send("HTTP/1.1 503 Busy\r\n\r\nand ");
                     s.server().open_stream().stream(event_text);
                     watch.require_exit(0);
                   }});
  return cases;
}

std::vector<Case> later_answer_cases() {
  return {
      {"204 after a healthy stream ends it for good",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "10ms"});
         s.server().open_stream().stream(event_text).close();
         s.server().await_request().respond(204);
         watch.require_exit(0);
         require_equal(watch.out(), "x\n", "stdout");
       }},
      {"404 after a healthy stream ends it",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "10ms"});
         s.server().open_stream().stream(event_text).close();
         s.server().await_request().respond(404);
         watch.require_exit(1);
       }},
      {"another content type after a healthy stream ends it",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "10ms"});
         s.server().open_stream().stream(event_text).close();
         s.server().await_request().respond(200, "Content-Type: text/html\r\n", "<html>");
         watch.require_exit(1);
       }},
      {"403 after a failure",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "10ms"});
         s.server().await_request().respond(500);
         s.server().await_request().respond(403);
         watch.require_exit(4);
       }},
  };
}

}  // namespace

class AnswerTest : public QObject {
  Q_OBJECT

 private slots:
  void content_type_data() { content_types_.add_rows(); }
  void content_type() { content_types_.verify_row(); }
  void final_status_data() { final_.add_rows(); }
  void final_status() { final_.verify_row(); }
  void passing_status_data() { passing_.add_rows(); }
  void passing_status() { passing_.verify_row(); }
  void later_answer_data() { later_.add_rows(); }
  void later_answer() { later_.verify_row(); }

 private:
  CaseTable content_types_{content_type_cases()};
  CaseTable final_{final_status_cases()};
  CaseTable passing_{passing_status_cases()};
  CaseTable later_{later_answer_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::AnswerTest)
#include "answer_test.moc"

// The watch over silence (CONTRACT 1, --heartbeat-timeout), after
// sse-contract-tests' read timeout.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/waiting.h"

namespace tidings::conformance {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// The server falls silent after this; the program leaves and comes back, not before the timeout.
Case silence(const std::string& name, const std::function<void(Connection&)>& answer) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow(
                {"-o", "data", "--heartbeat-timeout", "400ms", "--retry", "1ms", "--count", "1"});
            Connection& connection = s.server().await_request();
            require_at_least(time_to_next_request(s.server(), [&] { answer(connection); }),
                             milliseconds(400));
            watch.await_err(" for 400ms");
          }};
}

constexpr const char* stream_head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

std::vector<Case> silence_cases() {
  return {
      silence("after the head", [](Connection& c) { c.open_stream(); }),
      silence("after a comment", [](Connection& c) { c.open_stream().stream(":\n\n"); }),
      silence("within a line", [](Connection& c) { c.open_stream().stream("data: a"); }),
      silence("within the head", [](Connection& c) { c.send("HTTP/1.1 200 OK\r\nContent-"); }),
      silence("within a chunk",
              [](Connection& c) { c.open_stream("", Framing::Chunked).send("ff\r\n:"); }),
      {"instead of an answer",
       [](Scenario& s) {
         const auto start = std::chrono::steady_clock::now();
         Program& watch = s.follow({"--heartbeat-timeout", "400ms", "--retry", "1ms"});
         s.server().await_request();
         const Connection& second = s.server().await_request();
         require_at_least(std::chrono::ceil<milliseconds>(second.requested_at() - start),
                          milliseconds(400));
         watch.await_err(" for 400ms");
       }},
      {"the reason is said in words",
       [](Scenario& s) {
         Program& watch = s.follow({"--heartbeat-timeout", "300ms", "--retry", "10s"});
         s.server().open_stream().stream("data: x\n\n");
         watch.await_err("no data for 300ms");
       }},
      {"the silent connection is closed",
       [](Scenario& s) {
         s.follow({"--heartbeat-timeout", "200ms", "--retry", "1ms"});
         s.server().open_stream().await_closed();
       }},
      {"the position is kept",
       [](Scenario& s) {
         s.follow({"--heartbeat-timeout", "300ms", "--retry", "1ms"});
         s.server().open_stream().stream("id: 7\ndata: x\n\n");
         require_equal(s.server().await_request().request().header("Last-Event-ID").value_or(""),
                       "7", "Last-Event-ID");
       }},
      {"silent tries count as failed ones",
       [](Scenario& s) {
         Program& watch =
             s.follow({"--heartbeat-timeout", "200ms", "--retry", "1ms", "--max-retries", "2"});
         s.server().await_request();
         s.server().await_request();
         watch.require_exit(3);
       }},
  };
}

/// These bytes, again and again for longer than the timeout, keep the stream alive.
Case keeps_alive(const std::string& name, const std::function<void(Connection&)>& begin,
                 const std::string& beat, const std::string& end) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", "data", "--heartbeat-timeout", "2s", "--count", "1"});
            Connection& connection = s.server().await_request();
            begin(connection);
            for (int i = 0; i < 12; ++i) {
              connection.send(beat).hold(milliseconds(250));
            }
            connection.send(end);
            watch.require_exit(0);
          }};
}

std::vector<Case> life_cases() {
  const auto open = [](Connection& c) { c.open_stream(); };
  return {
      keeps_alive("comments", open, ": heartbeat\n\n", "data: x\n\n"),
      keeps_alive("empty comments", open, ":\n", "data: x\n\n"),
      keeps_alive("blank lines", open, "\n", "data: x\n\n"),
      keeps_alive("single bytes of a line", open, "d", "\ndata: x\n\n"),
      keeps_alive(
          "bytes of the head", [](Connection& c) { c.send(stream_head + std::string("X-Slow: ")); },
          "a", "\r\n\r\ndata: x\n\n"),
      keeps_alive(
          "bytes of a chunk's extension",
          [](Connection& c) { c.open_stream("", Framing::Chunked).send("9;x="); }, "a",
          "\r\ndata: x\n\n\r\n"),
      {"0 switches it off",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--heartbeat-timeout", "0", "--count", "1"});
         s.server().open_stream().hold(milliseconds(1500)).stream("data: x\n\n");
         watch.require_exit(0);
       }},
      {"the announced interval does not shorten what was given",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--heartbeat-timeout", "60s", "--count", "1"});
         s.server().open_stream("X-SSE-Keepalive: 1\r\n").hold(seconds(3)).stream("data: x\n\n");
         watch.require_exit(0);
       }},
  };
}

}  // namespace

class HeartbeatTest : public QObject {
  Q_OBJECT

 private slots:
  void silence_data() { silence_.add_rows(); }
  void silence() { silence_.verify_row(); }
  void sign_of_life_data() { life_.add_rows(); }
  void sign_of_life() { life_.verify_row(); }

 private:
  CaseTable silence_{silence_cases(), 16};
  CaseTable life_{life_cases(), 16};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::HeartbeatTest)
#include "heartbeat_test.moc"

// Stopping by a signal (CONTRACT 1, "Exit status"): 128 + its number, within a second, whatever the
// program is waiting for.
#include <QtTest/QtTest>
#include <signal.h>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/listener.h"

namespace tidings::conformance {

namespace {

/// Brings the program into a state and hands it over.
using Situation = std::function<Program&(Scenario&)>;

/// The contract's second, and some more for a busy machine.
constexpr std::chrono::seconds soon{5};

Case stops(const std::string& name, int signal, const Situation& situation) {
  return {name, [=](Scenario& s) {
            Program& watch = situation(s);
            const auto start = std::chrono::steady_clock::now();
            watch.signal(signal);
            watch.require_exit(128 + signal);
            require(std::chrono::steady_clock::now() - start < soon, "stopping took too long");
          }};
}

Program& streaming(Scenario& s) {
  Program& watch = s.follow({"-o", "data"});
  s.server().open_stream().stream("data: x\n\n");
  watch.await_out("x\n");
  return watch;
}

Program& waiting_for_the_answer(Scenario& s) {
  Program& watch = s.follow();
  s.server().await_request();
  return watch;
}

Program& between_tries(Scenario& s) {
  Program& watch = s.follow({"--retry", "60s"});
  s.server().await_request().respond(503);
  watch.await_err("reconnecting in ");
  return watch;
}

Program& within_the_head(Scenario& s) {
  Program& watch = s.follow();
  s.server().await_request().send("HTTP/1.1 200 OK\r\n").await_read();
  return watch;
}

Program& waiting_for_a_token(Scenario& s) {
  Program& watch = s.follow({"--token-command", "echo begun > begun; exec sleep 60"});
  const Deadline deadline;
  while (s.read("begun").empty()) {
    require(!deadline.passed(), "the token command does not run");
    QTest::qSleep(5);
  }
  return watch;
}

Program& shaking_hands(Scenario& s) {
  Program& watch = s.watch({"https://127.0.0.1:" + std::to_string(s.server().port()) + "/s"});
  s.server().accept();
  return watch;
}

std::vector<Case> signal_cases() {
  std::vector<Case> cases;
  const std::pair<const char*, Situation> situations[] = {
      {"with the stream open", streaming},
      {"waiting for the answer", waiting_for_the_answer},
      {"between two tries", between_tries},
      {"within the head", within_the_head},
      {"waiting for a token", waiting_for_a_token},
      {"within the TLS handshake", shaking_hands},
  };
  for (const auto& [situation, enter] : situations) {
    cases.push_back(stops(std::string("SIGTERM ") + situation, SIGTERM, enter));
    cases.push_back(stops(std::string("SIGINT ") + situation, SIGINT, enter));
    cases.push_back(stops(std::string("SIGHUP ") + situation, SIGHUP, enter));
  }
  cases.push_back({"SIGTERM while connecting", [](Scenario& s) {
                     const SilentPort silent;
                     Program& watch =
                         s.watch({"--connect-timeout", "60s",
                                  "http://127.0.0.1:" + std::to_string(silent.port()) + "/s"});
                     watch.await_err("connecting to");
                     watch.signal(SIGTERM);
                     watch.require_exit(128 + SIGTERM);
                   }});
  cases.push_back({"what was printed before the signal is whole", [](Scenario& s) {
                     Program& watch = streaming(s);
                     watch.signal(SIGTERM);
                     watch.require_exit(128 + SIGTERM);
                     require_equal(watch.out(), "x\n", "stdout");
                   }});
  cases.push_back({"a signal in a flood", [](Scenario& s) {
                     Program& watch = s.follow({"-o", "data"});
                     Connection& stream = s.server().open_stream();
                     stream.stream("data: x\n\n");
                     watch.await_out("x\n");
                     watch.signal(SIGINT);
                     while (stream.try_send("data: more and more\n\n")) {
                     }
                     watch.require_exit(128 + SIGINT);
                   }});
  cases.push_back({"stopped and continued", [](Scenario& s) {
                     Program& watch = streaming(s);
                     watch.signal(SIGSTOP);
                     watch.signal(SIGCONT);
                     watch.signal(SIGTERM);
                     watch.require_exit(128 + SIGTERM);
                   }});
  return cases;
}

}  // namespace

class SignalTest : public QObject {
  Q_OBJECT

 private slots:
  void stops_data() { signals_.add_rows(); }
  void stops() { signals_.verify_row(); }

 private:
  CaseTable signals_{signal_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::SignalTest)
#include "signal_test.moc"

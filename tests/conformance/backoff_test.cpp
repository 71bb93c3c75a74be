// How long the program waits between tries (CONTRACT 1, "Back-off", --retry, --retry-max and the
// stream's own `retry:`), after web-platform-tests' format-field-retry*. Lower bounds are measured
// at the server; both bounds are checked on what the status line announces.
#include <set>

#include <QtTest/QtTest>
#include <signal.h>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/status_line.h"
#include "conformance/harness/waiting.h"

namespace tidings::conformance {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// The announced delay belongs to this back-off: up to half of it may be subtracted. Rounding for
/// people may move it by a twentieth.
void require_delay(milliseconds announced, milliseconds full) {
  require(announced >= full * 19 / 40 - milliseconds(1) &&
              announced <= full * 21 / 20 + milliseconds(1),
          "the announced delay of " + std::to_string(announced.count()) +
              " ms is not between half of " + std::to_string(full.count()) + " ms and all of it");
}

void require_delays(Program& watch, const std::vector<milliseconds>& full) {
  const std::vector<milliseconds> announced = announced_delays(watch.err());
  require(announced.size() >= full.size(), "too few reconnecting lines");
  for (std::size_t i = 0; i < full.size(); ++i) {
    require_delay(announced[i], full[i]);
  }
}

/// Every try fails; the delays double from `first` up to `cap`.
Case doubles(const std::string& name, const std::function<void(Connection&)>& fail) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"--retry", "100ms", "--retry-max", "500ms"});
            Connection* current = &s.server().await_request();
            for (const int full : {100, 200, 400, 500, 500}) {
              const auto start = std::chrono::steady_clock::now();
              fail(*current);
              current = &s.server().await_request();
              require_at_least(std::chrono::ceil<milliseconds>(current->requested_at() - start),
                               milliseconds(full / 2));
            }
            require_delays(watch, {milliseconds(100), milliseconds(200), milliseconds(400),
                                   milliseconds(500), milliseconds(500)});
          }};
}

std::vector<Case> growth_cases() {
  return {
      doubles("after 503", [](Connection& c) { c.respond(503); }),
      doubles("after a reset", [](Connection& c) { c.reset(); }),
      doubles("after an end before any byte", [](Connection& c) { c.open_stream().close(); }),
      doubles("after ends sooner than the delay, with a comment",
              [](Connection& c) { c.open_stream().stream(": hello\n\n").close(); }),
      {"a short time is taken at its word",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "20ms"});
         for (int i = 0; i < 4; ++i) {
           s.server().await_request().respond(503);
         }
         s.server().await_request();
         require_delays(watch,
                        {milliseconds(20), milliseconds(40), milliseconds(80), milliseconds(160)});
       }},
      {"an event starts it over",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "50ms", "--retry-max", "10s"});
         for (int i = 0; i < 4; ++i) {
           s.server().await_request().respond(503);
         }
         s.server().open_stream().stream("data: x\n\n").close();
         s.server().await_request();
         require_delay(announced_delays(watch.err()).at(4), milliseconds(50));
       }},
      {"a healthy connection starts it over",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "50ms", "--retry-max", "10s"});
         for (int i = 0; i < 3; ++i) {
           s.server().await_request().respond(503);
         }
         s.server().open_stream().stream(": hello\n\n").hold(milliseconds(900)).close();
         s.server().await_request();
         require_delay(announced_delays(watch.err()).at(3), milliseconds(50));
       }},
      {"healthy connections that end cleanly are no failed tries",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "50ms", "--max-retries", "1"});
         for (int i = 0; i < 3; ++i) {
           s.server().open_stream().stream(": hello\n\n").hold(milliseconds(300)).close();
         }
         s.server().await_request();
         require_delays(watch, {milliseconds(50), milliseconds(50), milliseconds(50)});
       }},
      {"a long streak stays at the cap",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "1ms", "--retry-max", "4ms"});
         for (int i = 0; i < 100; ++i) {
           s.server().await_request().respond(503);
         }
         s.server().await_request();
         require(announced_delays(watch.err()).at(99) <= milliseconds(5), "the delay grew on");
       }},
      {"jitter: not everybody comes back at once",
       [](Scenario& s) {
         std::set<long> delays;
         for (int i = 0; i < 12; ++i) {
           Program& watch = s.follow({"--retry", "10s"});
           s.server().await_request().respond(503);
           watch.await_err("reconnecting in ");
           watch.signal(SIGTERM);
           watch.require_exit(128 + SIGTERM);
           delays.insert(announced_delays(watch.err()).at(0).count());
         }
         require(delays.size() > 1, "twelve programs announced the very same delay");
       }},
  };
}

/// The stream says this and ends; the announced delay belongs to `full`.
Case retry_field(const std::string& name, const std::string& text, milliseconds full,
                 const Words& flags = {"--retry", "200ms"}) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow(flags);
            Connection& first = s.server().await_request();
            const auto end = [&] { first.open_stream().stream(text + "data: x\n\n").close(); };
            require_at_least(time_to_next_request(s.server(), end), full / 2);
            require_delays(watch, {full});
          }};
}

/// The same for delays that nobody waits for.
Case long_retry(const std::string& name, const std::string& text, milliseconds full,
                const Words& flags = {}) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow(flags);
            s.server().open_stream().stream(text + "data: x\n\n").close();
            watch.await_err("reconnecting in ");
            watch.signal(SIGTERM);
            watch.require_exit(128 + SIGTERM);
            require_delays(watch, {full});
          }};
}

std::vector<Case> retry_cases() {
  constexpr milliseconds given{200};
  const std::string before = "retry: 300\n";
  return {
      retry_field("--retry until the server names one", "", given),
      long_retry("3 s when nothing is said", "", seconds(3)),
      retry_field("retry", "retry: 700\n", milliseconds(700)),
      retry_field("without a space", "retry:700\n", milliseconds(700)),
      retry_field("leading zeros", "retry:0700\n", milliseconds(700)),
      retry_field("in a block of its own", "retry: 700\n\n", milliseconds(700)),
      retry_field("the last one counts", "retry: 5000\nretry: 700\n", milliseconds(700)),
      retry_field("beyond --retry-max", "retry: 700\n", milliseconds(700),
                  {"--retry", "200ms", "--retry-max", "300ms"}),
      retry_field("a bogus one after a good one", before + "retry:1000x\n", milliseconds(300)),
      retry_field("an empty one after a good one", before + "retry\n", milliseconds(300)),
      retry_field("an empty one with a colon", before + "retry:\n", milliseconds(300)),
      retry_field("a negative one", before + "retry: -5\n", milliseconds(300)),
      retry_field("a sign", before + "retry: +5\n", milliseconds(300)),
      retry_field("a fraction", before + "retry: 1.5\n", milliseconds(300)),
      retry_field("two spaces", before + "retry:  1000\n", milliseconds(300)),
      retry_field("a space behind", before + "retry: 1000 \n", milliseconds(300)),
      retry_field("hexadecimal", before + "retry: 0x10\n", milliseconds(300)),
      retry_field("digits of another script", before + "retry: １０００\n", milliseconds(300)),
      long_retry("3000 with a zero before", "retry:03000\n", seconds(3)),
      long_retry("above an hour", "retry: 7200000\n", std::chrono::hours(1)),
      long_retry("more than 64 bits hold", "retry: 99999999999999999999999\n",
                 std::chrono::hours(1)),
      {"it outlives the connection",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "50ms"});
         s.server().open_stream().stream("retry: 400\ndata: x\n\n").close();
         s.server().open_stream().stream("data: y\n\n").close();
         s.server().await_request();
         require_delays(watch, {milliseconds(400), milliseconds(400)});
       }},
      {"it counts without a blank line",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "50ms"});
         s.server().open_stream().stream("data: x\n\nretry: 400\n").close();
         s.server().await_request();
         require_delays(watch, {milliseconds(400)});
       }},
      {"0 comes back soon",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--count", "2"});
         s.server().open_stream().stream("retry: 0\ndata: x\n\n").close();
         s.server().open_stream().stream("data: y\n\n");
         watch.require_exit(0);
         require(announced_delays(watch.err()).at(0) <= seconds(1),
                 "the announced delay is too long");
       }},
      {"--retry 0 comes back soon",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--retry", "0", "--count", "2"});
         s.server().open_stream().stream("data: x\n\n").close();
         s.server().open_stream().stream("data: y\n\n");
         watch.require_exit(0);
       }},
  };
}

}  // namespace

class BackoffTest : public QObject {
  Q_OBJECT

 private slots:
  void growth_data() { growth_.add_rows(); }
  void growth() { growth_.verify_row(); }
  void reconnection_time_data() { retry_.add_rows(); }
  void reconnection_time() { retry_.verify_row(); }

 private:
  CaseTable growth_{growth_cases(), 16};
  CaseTable retry_{retry_cases(), 32};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::BackoffTest)
#include "backoff_test.moc"

// The heartbeat timeout when none is given (CONTRACT 1): 45 s, or 2.5 times what X-SSE-Keepalive
// announces. All rows wait at the same time.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/waiting.h"

namespace tidings::conformance {

namespace {

using std::chrono::seconds;

/// Without --heartbeat-timeout: the default and what the server announces.
Case default_timeout(const std::string& name, const std::string& headers, seconds least) {
  return {name, [=](Scenario& s) {
            s.follow({"--retry", "1ms"});
            Connection& connection = s.server().await_request();
            const auto waited = time_to_next_request(
                s.server(), [&] { connection.open_stream(headers); },
                Deadline(least + seconds(60)));
            require_at_least(waited, least);
          }};
}

std::vector<Case> default_cases() {
  return {
      default_timeout("nothing announced: 45 s", "", seconds(45)),
      default_timeout("a short interval announced: still 45 s", "X-SSE-Keepalive: 1\r\n",
                      seconds(45)),
      default_timeout("20 s announced: 2.5 times as long", "X-SSE-Keepalive: 20\r\n", seconds(50)),
      default_timeout("nonsense announced: 45 s", "X-SSE-Keepalive: soon\r\n", seconds(45)),
      default_timeout("0 announced: 45 s", "X-SSE-Keepalive: 0\r\n", seconds(45)),
  };
}

}  // namespace

class DefaultTimeoutTest : public QObject {
  Q_OBJECT

 private slots:
  void default_timeout_data() { defaults_.add_rows(); }
  void default_timeout() { defaults_.verify_row(); }

 private:
  CaseTable defaults_{default_cases(), 16};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::DefaultTimeoutTest)
#include "default_timeout_test.moc"

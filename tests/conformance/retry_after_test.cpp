// Retry-After (CONTRACT 1, "What counts"; RFC 9110, 10.2.3): seconds or a date, obeyed even beyond
// --retry-max, and at most an hour.
#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

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

constexpr milliseconds an_hour = std::chrono::hours(1);

/// `wait` from now in one of HTTP's three forms, rounded down to seconds as they all are.
std::string date_in(seconds wait, const char* form) {
  const std::time_t then =
      std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() + wait);
  std::tm parts{};
  ::gmtime_r(&then, &parts);
  std::array<char, 64> text{};
  std::strftime(text.data(), text.size(), form, &parts);
  return text.data();
}

constexpr const char* imf_fixdate = "%a, %d %b %Y %H:%M:%S GMT";
constexpr const char* rfc850 = "%A, %d-%b-%y %H:%M:%S GMT";
constexpr const char* asctime_form = "%a %b %e %H:%M:%S %Y";

Case waits_seconds(int status) {
  return {"1 second after " + std::to_string(status), [=](Scenario& s) {
            s.follow({"--retry", "10ms", "--retry-max", "20ms"});
            Connection& first = s.server().await_request();
            require_at_least(time_to_next_request(
                                 s.server(), [&] { first.respond(status, "Retry-After: 1\r\n"); }),
                             seconds(1));
          }};
}

Case waits_until_date(const std::string& name, const char* form) {
  return {name, [=](Scenario& s) {
            s.follow({"--retry", "10ms", "--retry-max", "20ms"});
            Connection& first = s.server().await_request();
            const auto start = std::chrono::system_clock::now();
            first.respond(503, "Retry-After: " + date_in(seconds(3), form) + "\r\n");
            s.server().await_request();
            const auto asked = std::chrono::floor<seconds>(start + seconds(3));
            require(std::chrono::system_clock::now() >= asked, "the request came before the date");
          }};
}

/// The server asks for nothing sensible: the ordinary back-off, soon over.
Case ordinary(const std::string& name, const std::string& value) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"--retry", "10ms", "--retry-max", "20ms", "--count", "1"});
            s.server().await_request().respond(503, "Retry-After: " + value + "\r\n");
            s.server().open_stream().stream("data: x\n\n");
            watch.require_exit(0);
            const std::vector<milliseconds> delays = announced_delays(watch.err());
            require(!delays.empty() && delays[0] <= seconds(1), "the announced delay is too long");
          }};
}

/// More than an hour counts as an hour.
Case an_hour_at_most(const std::string& name, const std::string& value) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"--retry", "10ms"});
            s.server().await_request().respond(503, "Retry-After: " + value + "\r\n");
            watch.await_err("reconnecting in ");
            watch.signal(SIGTERM);
            watch.require_exit(128 + SIGTERM);
            const std::vector<milliseconds> delays = announced_delays(watch.err());
            require(delays.at(0) <= an_hour && delays[0] >= an_hour - seconds(60),
                    "the announced delay is " + std::to_string(delays[0].count()) + " ms");
          }};
}

std::vector<Case> retry_after_cases() {
  return {
      waits_seconds(408),
      waits_seconds(425),
      waits_seconds(429),
      waits_seconds(500),
      waits_seconds(502),
      waits_seconds(503),
      waits_seconds(504),
      waits_until_date("a date", imf_fixdate),
      waits_until_date("a date in RFC 850's form", rfc850),
      waits_until_date("a date in asctime's form", asctime_form),
      ordinary("0", "0"),
      ordinary("a date in the past", date_in(seconds(-3600), imf_fixdate)),
      ordinary("a date long ago", "Thu, 01 Jan 1970 00:00:00 GMT"),
      ordinary("a word", "soon"),
      ordinary("nothing", ""),
      ordinary("a negative number", "-5"),
      an_hour_at_most("7200", "7200"),
      an_hour_at_most("a day", "86400"),
      an_hour_at_most("more than 64 bits hold", "99999999999999999999999"),
      an_hour_at_most("a date next year", date_in(std::chrono::hours(24 * 365), imf_fixdate)),
      an_hour_at_most("the year 9999", "Fri, 31 Dec 9999 23:59:59 GMT"),
      {"it is for one try only",
       [](Scenario& s) {
         Program& watch = s.follow({"--retry", "10ms", "--retry-max", "20ms", "--count", "1"});
         s.server().await_request().respond(503, "Retry-After: 1\r\n");
         s.server().await_request().respond(503);
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         const std::vector<milliseconds> delays = announced_delays(watch.err());
         require(delays.at(1) < seconds(1), "the second delay is not the server's any more");
       }},
      {"a longer back-off is not shortened",
       [](Scenario& s) {
         s.follow({"--retry", "4s"});
         Connection& first = s.server().await_request();
         require_at_least(
             time_to_next_request(s.server(), [&] { first.respond(503, "Retry-After: 1\r\n"); }),
             seconds(1));
       }},
  };
}

}  // namespace

class RetryAfterTest : public QObject {
  Q_OBJECT

 private slots:
  void retry_after_data() { retry_after_.add_rows(); }
  void retry_after() { retry_after_.verify_row(); }

 private:
  CaseTable retry_after_{retry_after_cases(), 24};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::RetryAfterTest)
#include "retry_after_test.moc"

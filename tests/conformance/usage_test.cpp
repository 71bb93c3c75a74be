// Wrong usage ends with status 2 and a sentence that names what is wrong; --help and --version;
// URLs that cannot be followed (CONTRACT, head and 1).
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

/// These arguments (`URL` stands for the server's) are wrong usage; stderr names each of `named`.
Case wrong(const std::string& name, const Words& arguments, const Words& named) {
  return {name, [=](Scenario& s) {
            Words words = arguments;
            for (std::string& word : words) {
              if (word == "URL") {
                word = s.server().url();
              }
            }
            Program& watch = s.watch(words);
            watch.require_exit(2);
            require_equal(watch.out(), "", "stdout");
            for (const std::string& part : named) {
              require_contains(watch.err(), part, "stderr");
            }
            s.server().require_no_further_request();
          }};
}

std::vector<Case> wrong_usage_cases() {
  std::vector<Case> cases{
      wrong("no URL", {}, {"URL"}),
      wrong("an unknown flag", {"--nonsense", "URL"}, {"--nonsense"}),
      wrong("an unknown short flag", {"-Z", "URL"}, {"-Z"}),
      wrong("a mistyped flag is suggested", {"--hearbeat-timeout", "5s", "URL"},
            {"--heartbeat-timeout"}),
      wrong("a flag without its value", {"URL", "--count"}, {"--count"}),
      wrong("a header without a colon", {"-H", "nonsense", "URL"}, {"nonsense"}),
      wrong("a header with a line end", {"-H", "X-A: b\r\nX-C: d", "URL"}, {"X-A"}),
      wrong("a header without a name", {"-H", ": x", "URL"}, {"--header"}),
      wrong("an unknown output form", {"-o", "xml", "URL"}, {"xml", "json"}),
      wrong("a count that is no number", {"--count", "many", "URL"}, {"--count", "many"}),
      wrong("a negative count", {"--count=-1", "URL"}, {"--count", "-1"}),
      wrong("a broken count", {"--count", "1.5", "URL"}, {"--count", "1.5"}),
      wrong("negative retries", {"--max-retries=-1", "URL"}, {"--max-retries", "-1"}),
      wrong("retries that are no number", {"--max-retries", "x", "URL"}, {"--max-retries", "x"}),
      wrong("a bad size", {"--max-event-size", "1XB", "URL"}, {"--max-event-size", "1XB"}),
      wrong("a last event ID with a line end", {"--last-event-id", "a\nb", "URL"},
            {"--last-event-id"}),
      wrong("a proxy of an unknown kind", {"--proxy", "bogus://x", "URL"},
            {"--proxy", "bogus://x", "socks5h://"}),
      wrong("a state file without a name", {"--state", "", "URL"}, {"--state"}),
      wrong("an empty command", {"--exec=", "URL"}, {"--exec"}),
      wrong("a switch with a value", {"--quiet=yes", "URL"}, {"--quiet"}),
      wrong("an unknown subcommand's flag order", {"URL", "--bogus=1"}, {"--bogus"}),
  };
  for (const char* flag : {"--heartbeat-timeout", "--connect-timeout", "--retry", "--retry-max",
                           "--idle", "--timeout"}) {
    for (const char* value : {"soon", "5x", "-1s", "", "1s2", "s", "1 s"}) {
      cases.push_back(wrong(std::string(flag) + " '" + value + "'",
                            {std::string(flag) + "=" + value, "URL"}, {flag, value}));
    }
  }
  return cases;
}

/// All forms of a duration are accepted.
Case accepted(const std::string& duration) {
  return {duration, [=](Scenario& s) {
            Program& watch = s.follow({"--heartbeat-timeout", duration, "--count", "1"});
            s.server().open_stream().stream("data: x\n\n");
            watch.require_exit(0);
          }};
}

std::vector<Case> duration_cases() {
  std::vector<Case> cases;
  for (const char* duration :
       {"20000ms", "45s", "5m", "1h", "14d", "20.5s", "0.5h", "60", "60.5"}) {
    cases.push_back(accepted(duration));
  }
  return cases;
}

/// A URL that can never be followed.
Case unusable(const std::string& url) {
  return {url, [=](Scenario& s) {
            Program& watch = s.watch({"--retry", "10ms", url});
            watch.require_exit(1);
            require(!watch.err().empty(), "a sentence says why");
          }};
}

std::vector<Case> url_cases() {
  std::vector<Case> cases;
  for (const char* url : {"ftp://127.0.0.1/x", "file:///etc/passwd", "gopher://127.0.0.1/",
                          "ws://127.0.0.1/", "http://", "http://:80/", "http://127.0.0.1:99999/",
                          "http://127.0.0.1:port/", "http://[::1/x", "http://a b/"}) {
    cases.push_back(unusable(url));
  }
  return cases;
}

/// Prints to stdout and ends with 0.
Case answers(const std::string& name, const Words& arguments, const Words& parts) {
  return {name, [=](Scenario& s) {
            Program& program = s.tidings(arguments);
            program.require_exit(0);
            require_equal(program.err(), "", "stderr");
            for (const std::string& part : parts) {
              require_contains(program.out(), part, "stdout");
            }
          }};
}

std::vector<Case> answer_cases() {
  return {
      answers("--help", {"--help"}, {"watch"}),
      answers("watch --help", {"watch", "--help"},
              {"--output", "--token-file", "--header", "--event", "--last-event-id",
               "--heartbeat-timeout", "--connect-timeout", "--retry", "--retry-max",
               "--max-retries", "--count", "--idle", "--timeout", "--quiet", "--verbose"}),
      answers("help watch", {"help", "watch"}, {"tidings watch", "--output"}),
      answers("--version", {"--version"}, {"tidings", "0.1.0", "curl", "libsystemd/"}),
      {"no subcommand",
       [](Scenario& s) {
         Program& program = s.tidings({});
         program.require_exit(2);
         require_equal(program.out(), "", "stdout");
       }},
      {"an unknown subcommand",
       [](Scenario& s) {
         Program& program = s.tidings({"wach"});
         program.require_exit(2);
         require_contains(program.err(), "watch", "stderr");
       }},
      {"help into a pipe has no colours",
       [](Scenario& s) {
         Program& program = s.tidings({"watch", "--help"});
         program.require_exit(0);
         require_lacks(program.out(), "\x1b", "stdout");
       }},
      {"NO_COLOR on a terminal",
       [](Scenario& s) {
         Program& program = s.tidings(
             {"watch", "--help"}, {.environment = {{"NO_COLOR", "1"}}, .out = Output::Terminal});
         program.require_exit(0);
         require_lacks(program.out(), "\x1b", "stdout");
       }},
  };
}

}  // namespace

class UsageTest : public QObject {
  Q_OBJECT

 private slots:
  void wrong_usage_data() { wrong_.add_rows(); }
  void wrong_usage() { wrong_.verify_row(); }
  void duration_data() { durations_.add_rows(); }
  void duration() { durations_.verify_row(); }
  void url_data() { urls_.add_rows(); }
  void url() { urls_.verify_row(); }
  void answer_data() { answers_.add_rows(); }
  void answer() { answers_.verify_row(); }

 private:
  CaseTable wrong_{wrong_usage_cases()};
  CaseTable durations_{duration_cases()};
  CaseTable urls_{url_cases()};
  CaseTable answers_{answer_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::UsageTest)
#include "usage_test.moc"

// On a terminal nothing that came from the network is obeyed (CONTRACT, head): control characters
// and bidirectional controls are shown as \u{…}, on stdout in every form and on stderr.
#include <QtCore/QString>
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

Start terminal(const std::map<std::string, std::string>& environment = {{"NO_COLOR", "1"}}) {
  return {.environment = environment, .out = Output::Terminal, .err = Output::Terminal};
}

std::string lower(const std::string& text) {
  return QString::fromStdString(text).toLower().toStdString();
}

/// These bytes in an event's data are shown like this on a terminal, and never as they are.
Case shown(const std::string& form, const std::string& name, const std::string& bytes,
           const std::string& as) {
  return {form + ": " + name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", form, "--count", "1"}, terminal());
            s.server().open_stream().stream("data: before" + bytes + "after\n\n");
            watch.require_exit(0);
            require_lacks(watch.out(), bytes, "stdout");
            require_contains(lower(watch.out()), as, "stdout");
            require_contains(watch.out(), "before", "stdout");
            require_contains(watch.out(), "after", "stdout");
          }};
}

std::vector<Case> character_cases() {
  std::vector<Case> cases;
  for (const char* form : {"pretty", "data", "raw"}) {
    const std::vector<Case> of_form = {
        shown(form, "escape", "\x1b", "\\u{1b}"),
        shown(form, "bell", "\x07", "\\u{7}"),
        shown(form, "backspace", "\b", "\\u{8}"),
        shown(form, "delete", "\x7f", "\\u{7f}"),
        shown(form, "C1: CSI", "\xc2\x9b", "\\u{9b}"),
        shown(form, "C1: NEL", "\xc2\x85", "\\u{85}"),
        shown(form, "right-to-left override", "\xe2\x80\xae", "\\u{202e}"),
        shown(form, "left-to-right embedding", "\xe2\x80\xaa", "\\u{202a}"),
        shown(form, "an isolate", "\xe2\x81\xa7", "\\u{2067}"),
        shown(form, "pop isolate", "\xe2\x81\xa9", "\\u{2069}"),
        shown(form, "a title sequence", "\x1b]0;x\x07", "\\u{1b}]0;x\\u{7}"),
    };
    cases.insert(cases.end(), of_form.begin(), of_form.end());
  }
  return cases;
}

/// The terminal gets no control byte but newline and tab, whatever the event's parts hold.
Case clean(const std::string& name, const Words& flags, const std::string& text) {
  return {name, [=](Scenario& s) {
            Words all = flags;
            all.insert(all.end(), {"--count", "1"});
            Program& watch = s.follow(all, terminal());
            s.server().open_stream().stream(text);
            watch.require_exit(0);
            for (const char c : watch.out() + watch.err()) {
              const auto byte = static_cast<unsigned char>(c);
              require((byte >= 0x20 && byte != 0x7f) || c == '\n' || c == '\t' || c == '\r',
                      "a control character reached the terminal: " +
                          readable(watch.out() + watch.err()));
            }
          }};
}

std::vector<Case> part_cases() {
  const std::string evil = "\x1b[2J\x07\x7f";
  const std::string text = "event: " + evil + "\nid: " + evil +
                           "\ndata: {\"title\":\"\\u001b[2J\",\"body\":\"" + evil + "\"}\n\n";
  return {
      clean("pretty", {"-o", "pretty"}, text),
      clean("data", {"-o", "data"}, text),
      clean("raw", {"-o", "raw"}, text),
      clean("json", {"-o", "json"}, text),
      clean("a template", {"-f", "{event} {id} {data} {data/title}"}, text),
      clean("JSON strings with escapes", {"-f", "{data/title}"}, text),
      clean("the default", {}, text),
      clean("-v with headers", {"-v", "-o", "data"}, "data: x\n\n"),
      {"the content type of a refused answer",
       [](Scenario& s) {
         Program& watch = s.follow({}, terminal());
         s.server()
             .await_request()
             .send("HTTP/1.1 200 OK\r\nContent-Type: text/\x1b[31mevil\r\n\r\n")
             .close();
         watch.require_exit(1);
         require_lacks(watch.err(), "\x1b", "stderr");
       }},
      {"a header under -v",
       [](Scenario& s) {
         Program& watch = s.follow({"-v", "--count", "1", "-o", "data"}, terminal());
         s.server().open_stream("X-Evil: a\x1b[31mb\xc2\x9b\r\n").stream("data: x\n\n");
         watch.require_exit(0);
         require_lacks(watch.err(), "\x1b[31m", "stderr");
         require_lacks(watch.err(), "\xc2\x9b", "stderr");
       }},
      {"newline and tab stay",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--count", "1"}, terminal());
         s.server().open_stream().stream("data: a\tb\ndata: c\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), "a\tb\nc\n", "stdout");
       }},
      {"other scripts and emoji stay",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--count", "1"}, terminal());
         s.server().open_stream().stream("data: 주문 😀 é\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), "주문 😀 é\n", "stdout");
       }},
      {"a terminal on stderr leaves a piped stdout exact",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--count", "1"}, {.err = Output::Terminal});
         s.server().open_stream().stream("data: \x1b[31m\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), "\x1b[31m\n", "stdout");
       }},
  };
}

std::vector<Case> pretty_cases() {
  return {
      {"pretty is the default on a terminal",
       [](Scenario& s) {
         Program& watch = s.follow({"--count", "1"}, terminal());
         s.server().open_stream().stream("event: order\ndata: hello\n\n");
         watch.require_exit(0);
         require_contains(watch.out(), "hello", "stdout");
         require_contains(watch.out(), "order", "stdout");
       }},
      {"colours on a terminal",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "pretty", "--count", "1"}, terminal({}));
         s.server().open_stream().stream("event: order\ndata: {\"a\":1}\n\n");
         watch.require_exit(0);
         require_contains(watch.out(), "\x1b[", "stdout");
       }},
      {"NO_COLOR: none",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "pretty", "--count", "1"}, terminal());
         s.server().open_stream().stream("event: order\ndata: {\"a\":1}\n\n");
         watch.require_exit(0);
         require_lacks(watch.out() + watch.err(), "\x1b", "stdout and stderr");
       }},
      {"pretty into a pipe has no colours",
       [](Scenario& s) {
         Program& watch = s.follow({"-o", "pretty", "--count", "1"});
         s.server().open_stream().stream("event: order\ndata: {\"a\":1}\n\n");
         watch.require_exit(0);
         require_lacks(watch.out() + watch.err(), "\x1b", "stdout and stderr");
       }},
      {"data is the default into a pipe even with stderr on a terminal",
       [](Scenario& s) {
         Program& watch = s.follow({"--count", "1"}, {.err = Output::Terminal});
         s.server().open_stream().stream("event: order\ndata: hello\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), "hello\n", "stdout");
       }},
  };
}

}  // namespace

class TerminalTest : public QObject {
  Q_OBJECT

 private slots:
  void character_data() { characters_.add_rows(); }
  void character() { characters_.verify_row(); }
  void every_part_data() { parts_.add_rows(); }
  void every_part() { parts_.verify_row(); }
  void pretty_data() { pretty_.add_rows(); }
  void pretty() { pretty_.verify_row(); }

 private:
  CaseTable characters_{character_cases()};
  CaseTable parts_{part_cases()};
  CaseTable pretty_{pretty_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::TerminalTest)
#include "terminal_test.moc"

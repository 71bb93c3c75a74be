// -f, --format (CONTRACT 1): one line per event from a template.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

/// One event with this data, `event: e` and `id: 7`, through this template.
Case makes(const std::string& name, const std::string& format, const std::string& data,
           const std::string& line) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"--format", format, "--count", "1"});
            s.server().open_stream().stream("event: e\nid: 7\ndata: " + data + "\n\n");
            watch.require_exit(0);
            require_equal(watch.out(), line + "\n", "stdout");
          }};
}

constexpr const char* json = R"({"s":"text","n":5,"f":1.50,"b":true,"z":null,"o":{"k":[1,"two"]},)"
                             R"("a/b":"slash","m~n":"tilde","":"empty","q":"a\nb\u00e9"})";

std::vector<Case> template_cases() {
  return {
      makes("event, id and data", "{event} {id} {data}", "x", "e 7 x"),
      makes("text around", "<{data}>", "x", "<x>"),
      makes("no placeholder", "plain", "x", "plain"),
      makes("braces", "{{{data}}}", "x", "{x}"),
      makes("newline and tab", "a\\nb\\tc", "x", "a\nb\tc"),
      makes("a string as it is", "{data/s}", json, "text"),
      makes("a number", "{data/n}", json, "5"),
      makes("a number as it was written", "{data/f}", json, "1.50"),
      makes("true", "{data/b}", json, "true"),
      makes("null", "{data/z}", json, "null"),
      makes("an array's element", "{data/o/k/1}", json, "two"),
      makes("an object as JSON text", "{data/o}", json, R"({"k":[1,"two"]})"),
      makes("~1 is a slash", "{data/a~1b}", json, "slash"),
      makes("~0 is a tilde", "{data/m~0n}", json, "tilde"),
      makes("an empty key", "{data/}", json, "empty"),
      makes("escapes in a string", "{data/q}", json, "a\nbé"),
      makes("missing is empty", "[{data/none}]", json, "[]"),
      makes("an index beyond the end is empty", "[{data/o/k/9}]", json, "[]"),
      makes("below a string is empty", "[{data/s/x}]", json, "[]"),
      makes("data that is no JSON is empty", "[{data/s}]", "not json", "[]"),
      {"-f and {stream}",
       [](Scenario& s) {
         Program& watch = s.follow({"-f", "{stream}", "--count", "1"});
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), s.server().url() + "\n", "stdout");
       }},
      {"{time}",
       [](Scenario& s) {
         Program& watch = s.follow({"-f", "{time}", "--count", "1"});
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require(watch.out().size() > 5, "a time is printed");
         require_contains(watch.out(), ":", "stdout");
       }},
      {"a line for each event",
       [](Scenario& s) {
         Program& watch = s.follow({"-f", "{id}={data}", "--count", "2"});
         s.server().open_stream().stream("data: a\n\nid: 1\ndata: b\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), "=a\n1=b\n", "stdout");
       }},
      {"an unknown placeholder is wrong usage",
       [](Scenario& s) {
         s.follow({"--format", "{nonsense}"}).require_exit(2);
       }},
      {"an open brace is wrong usage",
       [](Scenario& s) {
         s.follow({"--format", "{data"}).require_exit(2);
       }},
  };
}

}  // namespace

class TemplateTest : public QObject {
  Q_OBJECT

 private slots:
  void format_data() { templates_.add_rows(); }
  void format() { templates_.verify_row(); }

 private:
  CaseTable templates_{template_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::TemplateTest)
#include "template_test.moc"

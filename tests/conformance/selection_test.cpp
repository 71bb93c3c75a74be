// Choosing events (CONTRACT 1): --event, --exclude-event, --where, --drop-duplicates,
// --max-event-size.
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

/// With these flags the text prints this, each on a line; `--count` shows that nothing else came.
Case prints(const std::string& name, const Words& flags, const std::string& text,
            const Words& lines) {
  return {name, [=](Scenario& s) {
            Words all{"-o", "data", "--count", std::to_string(lines.size())};
            all.insert(all.end(), flags.begin(), flags.end());
            Program& watch = s.follow(all);
            s.server().open_stream().stream(text);
            watch.require_exit(0);
            std::string expected;
            for (const std::string& line : lines) {
              expected += line + "\n";
            }
            require_equal(watch.out(), expected, "stdout");
          }};
}

constexpr const char* typed =
    "event: a\ndata: 1\n\nevent: b\ndata: 2\n\ndata: 3\n\nevent: A\ndata: 4\n\nevent: a\ndata: "
    "5\n\n";

std::vector<Case> event_type_cases() {
  return {
      prints("-e", {"-e", "a"}, typed, {"1", "5"}),
      prints("--event", {"--event", "b"}, typed, {"2"}),
      prints("--event=…", {"--event=b"}, typed, {"2"}),
      prints("several", {"-e", "a", "-e", "b"}, typed, {"1", "2", "5"}),
      prints("message is the one without a name", {"-e", "message"}, typed, {"3"}),
      {"-e takes one value, the URL follows",
       [](Scenario& s) {
         Program& watch = s.watch({"-o", "data", "-n", "1", "-e", "b", s.server().url()});
         s.server().open_stream().stream(typed);
         watch.require_exit(0);
         require_equal(watch.out(), "2\n", "stdout");
       }},
      {"the position moves with what is not shown",
       [](Scenario& s) {
         s.follow({"-e", "a", "--retry", "10ms"});
         s.server()
             .open_stream()
             .stream("id: 1\nevent: a\ndata: x\n\nid: 2\nevent: b\ndata: y\n\n")
             .close();
         require_equal(s.server().await_request().request().header("Last-Event-ID").value_or(""),
                       "2", "Last-Event-ID");
       }},
  };
}

std::vector<Case> exclusion_cases() {
  return {
      prints("--exclude-event", {"--exclude-event", "a"}, typed, {"2", "3", "4"}),
      prints("several", {"--exclude-event", "a", "--exclude-event", "b"}, typed, {"3", "4"}),
      prints("message", {"--exclude-event", "message"}, typed, {"1", "2", "4", "5"}),
      prints("with --event", {"-e", "a", "-e", "b", "--exclude-event", "a"}, typed, {"2"}),
  };
}

std::vector<Case> where_cases() {
  return {
      prints("a string", {"--where", "/type=task"},
             "data: {\"type\":\"task\",\"n\":1}\n\ndata: {\"type\":\"order\"}\n\ndata: "
             "{\"type\":\"task\"}\n\n",
             {"{\"type\":\"task\",\"n\":1}", "{\"type\":\"task\"}"}),
      prints("a number and the same as a string", {"--where", "/n=5"},
             "data: {\"n\":5}\n\ndata: {\"n\":\"5\"}\n\ndata: {\"n\":5.0}\n\ndata: "
             "{\"n\":55}\n\ndata: {\"n\":5}\n\n",
             {"{\"n\":5}", "{\"n\":\"5\"}", "{\"n\":5}"}),
      prints("true, and null", {"--where", "/b=true", "--where", "/z=null"},
             "data: {\"b\":true}\n\ndata: {\"b\":true,\"z\":null}\n\n",
             {"{\"b\":true,\"z\":null}"}),
      prints("all must hold", {"--where", "/a=1", "--where", "/b=2"},
             "data: {\"a\":1}\n\ndata: {\"b\":2}\n\ndata: {\"a\":1,\"b\":2}\n\n",
             {"{\"a\":1,\"b\":2}"}),
      prints("deeper, and in an array", {"--where", "/o/l/1=x"},
             "data: {\"o\":{\"l\":[\"x\",\"y\"]}}\n\ndata: {\"o\":{\"l\":[\"y\",\"x\"]}}\n\n",
             {"{\"o\":{\"l\":[\"y\",\"x\"]}}"}),
      prints("escaped keys", {"--where", "/a~1b=1", "--where", "/m~0n=2"},
             "data: {\"a/b\":1}\n\ndata: {\"a/b\":1,\"m~n\":2}\n\n", {"{\"a/b\":1,\"m~n\":2}"}),
      prints("the whole document", {"--where", "=5"}, "data: 6\n\ndata: 5\n\n", {"5"}),
      prints("an empty value", {"--where", "/s="}, "data: {\"s\":\"x\"}\n\ndata: {\"s\":\"\"}\n\n",
             {"{\"s\":\"\"}"}),
      prints("an equals sign in the value", {"--where", "/s=a=b"},
             "data: {\"s\":\"a\"}\n\ndata: {\"s\":\"a=b\"}\n\n", {"{\"s\":\"a=b\"}"}),
      prints("other scripts", {"--where", "/s=주문"},
             "data: {\"s\":\"알림\"}\n\ndata: {\"s\":\"\\uc8fc\\ubb38\"}\n\n",
             {"{\"s\":\"\\uc8fc\\ubb38\"}"}),
      prints("data that is no JSON never matches", {"--where", "/s=x"},
             "data: x\n\ndata: {\"s\":\n\ndata: {\"s\":\"x\"}\n\n", {"{\"s\":\"x\"}"}),
      {"without an equals sign it is wrong usage",
       [](Scenario& s) {
         s.follow({"--where", "/a"}).require_exit(2);
       }},
      {"a pointer that is none is wrong usage",
       [](Scenario& s) {
         s.follow({"--where", "a=1"}).require_exit(2);
       }},
  };
}

std::vector<Case> duplicate_cases() {
  std::string thousand;
  for (int i = 1; i <= 1001; ++i) {
    thousand += "id: n" + std::to_string(i) + "\ndata: " + std::to_string(i) + "\n\n";
  }
  return {
      prints("the same id again", {"--drop-duplicates"},
             "id: 1\ndata: a\n\nid: 1\ndata: b\n\nid: 2\ndata: c\n\n", {"a", "c"}),
      prints("an id inherited is not its own", {"--drop-duplicates"},
             "id: 1\ndata: a\n\ndata: b\n\ndata: c\n\n", {"a", "b", "c"}),
      prints("events without ids", {"--drop-duplicates"}, "data: a\n\ndata: a\n\n", {"a", "a"}),
      {"over a reconnect",
       [](Scenario& s) {
         Program& watch =
             s.follow({"-o", "data", "--drop-duplicates", "--retry", "10ms", "--count", "3"});
         s.server().open_stream().stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\n").close();
         s.server().open_stream().stream("id: 2\ndata: b\n\nid: 3\ndata: c\n\n");
         watch.require_exit(0);
         require_equal(watch.out(), "a\nb\nc\n", "stdout");
       }},
      {"only the last thousand are remembered",
       [=](Scenario& s) {
         Program& watch = s.follow({"-o", "data", "--drop-duplicates", "--count", "1002"});
         s.server().open_stream().stream(thousand +
                                         "id: n2\ndata: dropped\n\nid: n1\ndata: again\n\n");
         watch.require_exit(0);
         require_contains(watch.out(), "1001\nagain\n", "stdout");
       }},
      prints("without it everything is printed", {}, "id: 1\ndata: a\n\nid: 1\ndata: a\n\n",
             {"a", "a"}),
  };
}

std::vector<Case> event_size_cases() {
  const std::string big(3000, 'b');
  return {
      prints("a larger event is skipped, the stream goes on", {"--max-event-size", "1KiB"},
             "data: a\n\ndata: " + big + "\n\ndata: c\n\n", {"a", "c"}),
      prints("in several lines too", {"--max-event-size", "1KiB"},
             "data: " + big.substr(0, 600) + "\ndata: " + big.substr(0, 600) + "\n\ndata: c\n\n",
             {"c"}),
      prints("a bare number is bytes", {"--max-event-size", "1000"},
             "data: " + big + "\n\ndata: c\n\n", {"c"}),
      prints("a smaller one is not", {"--max-event-size", "4KiB"}, "data: " + big + "\n\n", {big}),
      {"it is reported with its size, and its id counts",
       [=](Scenario& s) {
         Program& watch =
             s.follow({"-o", "data", "--max-event-size", "1KiB", "--retry", "10ms", "-n", "2"});
         s.server().open_stream().stream("id: 1\ndata: a\n\nid: 2\ndata: " + big + "\n\n").close();
         Connection& second = s.server().await_request();
         require_equal(second.request().header("Last-Event-ID").value_or(""), "2", "Last-Event-ID");
         second.open_stream().stream("data: c\n\n");
         watch.require_exit(0);
         require(watch.err().find("3000") != std::string::npos ||
                     watch.err().find("3.0 K") != std::string::npos ||
                     watch.err().find("2.9") != std::string::npos ||
                     watch.err().find("300") != std::string::npos,
                 "the size of the skipped event is told");
       }},
  };
}

}  // namespace

class SelectionTest : public QObject {
  Q_OBJECT

 private slots:
  void event_type_data() { types_.add_rows(); }
  void event_type() { types_.verify_row(); }
  void exclusion_data() { exclusions_.add_rows(); }
  void exclusion() { exclusions_.verify_row(); }
  void where_data() { wheres_.add_rows(); }
  void where() { wheres_.verify_row(); }
  void duplicates_data() { duplicates_.add_rows(); }
  void duplicates() { duplicates_.verify_row(); }
  void event_size_data() { sizes_.add_rows(); }
  void event_size() { sizes_.verify_row(); }

 private:
  CaseTable types_{event_type_cases()};
  CaseTable exclusions_{exclusion_cases()};
  CaseTable wheres_{where_cases()};
  CaseTable duplicates_{duplicate_cases()};
  CaseTable sizes_{event_size_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::SelectionTest)
#include "selection_test.moc"

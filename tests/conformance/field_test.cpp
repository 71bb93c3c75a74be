// The fields of an event stream (HTML, 9.2.6 "Interpreting an event stream"), read with -o json.
// The rows follow the standard's own examples, web-platform-tests' eventsource/format-* and
// sse-contract-tests' basic parsing; the expected events are the standard's.
#include <QtTest/QtTest>

#include "conformance/harness/failure.h"
#include "conformance/harness/format_case.h"

namespace tidings::conformance {

namespace {

using std::string_literals::operator""s;

std::vector<Case> format_cases(const std::vector<FormatRow>& rows) {
  std::vector<Case> cases;
  for (const FormatRow& row : rows) {
    cases.push_back(format_case(row));
  }
  return cases;
}

std::vector<Case> data_cases() {
  return format_cases({
      {"one line", "data: Hello\n\n", {{"Hello"}}},
      {"two events in one piece", "data: Hello\n\ndata: World\n\n", {{"Hello"}, {"World"}}},
      {"two identical events", "data:test\n\ndata: test\n\n", {{"test"}, {"test"}}},
      {"two lines", "data: Hello\ndata:World\n\n", {{"Hello\nWorld"}}},
      {"three lines", "data: YHOO\ndata: +2\ndata: 10\n\n", {{"YHOO\n+2\n10"}}},
      {"empty data", "data:\n\n", {{""}}},
      {"empty data with a space", "data: \n\n", {{""}}},
      {"data without a colon", "data\n\ndata\ndata\n\n", {{""}, {"\n"}}},
      {"empty, newline, text", "data:\n\ndata\ndata\n\ndata:test\n\n", {{""}, {"\n"}, {"test"}}},
      {"empty first line", "data:\ndata: line2\n\n", {{"\nline2"}}},
      {"empty last line", "data: line1\ndata:\n\n", {{"line1\n"}}},
      {"no space after the colon", "data:Hello\n\n", {{"Hello"}}},
      {"only one space is taken off", "data:  Hello\n\n", {{" Hello"}}},
      {"a tab is not taken off", "data:\tHello\n\n", {{"\tHello"}}},
      {"only spaces", "data:   \n\n", {{"  "}}},
      {"spaces at the end stay", "data: Hello  \n\n", {{"Hello  "}}},
      {"leading space fest", "data:\ttest\rdata: \ndata:test\n\n", {{"\ttest\n\ntest"}}},
      {"more colons", "data: a:b::c\n\n", {{"a:b::c"}}},
      {"the value begins with a colon", "data::x\n\ndata: :y\n\n", {{":x"}, {":y"}}},
      {"multi-byte characters", "data: €豆腐\n\n", {{"€豆腐"}}},
      {"JSON with escapes",
       "data: {\"a\":\"\\\\\\\"\\u00e9\"}\n\n",
       {{"{\"a\":\"\\\\\\\"\\u00e9\"}"}}},
      {"control characters", "data: \x01\x1b[31m\x7f\b\f\v\n\n", {{"\x01\x1b[31m\x7f\b\f\v"}}},
      {"a NUL", "data:\0\n\n"s, {{"\0"s}}},
      {"separators that end no line",
       "data: a\vb\fc\xc2\x85"
       "d\xe2\x80\xa8"
       "e\xe2\x80\xa9"
       "f\n\n",
       {{"a\vb\fc\xc2\x85"
         "d\xe2\x80\xa8"
         "e\xe2\x80\xa9"
         "f"}}},
  });
}

std::vector<Case> event_type_cases() {
  return format_cases({
      {"a named event", "event: greeting\ndata: Hello\n\n", {{"Hello", "greeting"}}},
      {"message when none is named", "data: Hello\n\n", {{"Hello", "message"}}},
      {"the name is for one event", "event:test\ndata:x\n\ndata:x\n\n", {{"x", "test"}, {"x"}}},
      {"an empty name is message", "event: \ndata:data\n\n", {{"data"}}},
      {"no colon is an empty name", "event\ndata:data\n\n", {{"data"}}},
      {"the last name wins", "event: a\nevent: b\ndata: x\n\n", {{"x", "b"}}},
      {"an empty name after another", "event: a\nevent:\ndata: x\n\n", {{"x"}}},
      {"after the data", "data: x\nevent: late\n\n", {{"x", "late"}}},
      {"more than one space", "event:  greeting\ndata:  Hello\n\n", {{" Hello", " greeting"}}},
      {"no space", "event:greeting\ndata:Hello\n\n", {{"Hello", "greeting"}}},
      {"spaces within", "event: a b c\ndata: x\n\n", {{"x", "a b c"}}},
      {"other scripts", "event: 알림\ndata: x\n\n", {{"x", "알림"}}},
      {"a NUL in the name", "event: a\0b\ndata: x\n\n"s, {{"x", "a\0b"s}}},
      {"a name without data is no event", "event: a\n\ndata: x\n\n", {{"x"}}},
      {"called message", "event: message\ndata: x\n\n", {{"x"}}},
      {"called error", "event: error\ndata: x\n\n", {{"x", "error"}}},
      {"called open", "event: open\ndata: x\n\n", {{"x", "open"}}},
  });
}

std::vector<Case> id_cases() {
  return format_cases({
      {"an id", "id: abc\ndata: Hello\n\n", {{"Hello", "message", "abc"}}},
      {"a name and an id", "event: g\nid: abc\ndata: x\n\n", {{"x", "g", "abc"}}},
      {"reverse order", "data: x\nid: abc\nevent: g\n\n", {{"x", "g", "abc"}}},
      {"the id persists",
       "id: abc\ndata: 1\n\ndata: 2\n\n",
       {{"1", "message", "abc"}, {"2", "message", "abc"}}},
      {"changes and persists",
       "id: 1\ndata: a\n\nid: 2\ndata: b\n\ndata: c\n\n",
       {{"a", "message", "1"}, {"b", "message", "2"}, {"c", "message", "2"}}},
      {"an empty id resets",
       "id: 1\ndata: a\n\nid:\ndata: b\n\ndata: c\n\n",
       {{"a", "message", "1"}, {"b"}, {"c"}}},
      {"an id with only a space resets",
       "id: 1\ndata: a\n\nid: \ndata: b\n\n",
       {{"a", "message", "1"}, {"b"}}},
      {"no colon resets", "id: 1\ndata: a\n\nid\ndata: b\n\n", {{"a", "message", "1"}, {"b"}}},
      {"the last id of a block wins", "id: 1\nid: 2\ndata: a\n\n", {{"a", "message", "2"}}},
      {"an id with a NUL is ignored", "id: a\0bc\ndata: x\n\n"s, {{"x"}}},
      {"an id with a NUL leaves the one before",
       "id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n"s,
       {{"a", "message", "1"}, {"b", "message", "1"}}},
      {"an id of NULs is ignored", "id: \0\0\ndata: x\n\n"s, {{"x"}}},
      {"a good id before one with a NUL", "id: 1\nid: 2\0\ndata: a\n\n"s, {{"a", "message", "1"}}},
      {"a block with an id alone", "id: 7\n\ndata: a\n\n", {{"a", "message", "7"}}},
      {"only an id, nothing after", "data: a\n\nid: 7\n\n", {{"a"}}, "7"},
      {"an id alone resets too",
       "id: 1\ndata: a\n\nid:\n\ndata: b\n\n",
       {{"a", "message", "1"}, {"b"}}},
      {"an id with a name and no data", "event: x\nid: 8\n\ndata: a\n\n", {{"a", "message", "8"}}},
      {"spaces in the id", "id:  a b \ndata: x\n\n", {{"x", "message", " a b "}}},
      {"beyond ASCII", "id: …\ndata: x\n\n", {{"x", "message", "…"}}},
      {"a JSON array as an id",
       "id: [{\"topic\":\"t\",\"offset\":-1}]\ndata: x\n\n",
       {{"x", "message", "[{\"topic\":\"t\",\"offset\":-1}]"}}},
      {"a urn as an id",
       "id: urn:uuid:5e94c686-2c0b-4f9b\ndata: x\n\n",
       {{"x", "message", "urn:uuid:5e94c686-2c0b-4f9b"}}},
      {"the same id again drops nothing",
       "id: 1\ndata: a\n\nid: 1\ndata: a\n\n",
       {{"a", "message", "1"}, {"a", "message", "1"}}},
      {"ids that go down drop nothing",
       "id: 2\ndata: a\n\nid: 1\ndata: b\n\n",
       {{"a", "message", "2"}, {"b", "message", "1"}}},
  });
}

std::vector<Case> ignored_line_cases() {
  const std::string x2048(2048, 'x');
  return format_cases({
      {"unknown field", "event: g\ncolor: blue\ndata: x\n\n", {{"x", "g"}}},
      {"unknown field without a colon", "justsometext\ndata: x\n\n", {{"x"}}},
      {"unknown fields and parsing fun",
       "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n",
       {{"test\n\ntest"}}},
      {"names are case-sensitive", "DATA: a\nData: b\nEvent: c\nID: d\ndata: x\n\n", {{"x"}}},
      {"a space before the name", " data: a\ndata: x\n\n", {{"x"}}},
      {"a space after the name", "data : a\ndata: x\n\n", {{"x"}}},
      {"a tab before the name", "\tdata: a\ndata: x\n\n", {{"x"}}},
      {"a NUL in the name", "data\0: a\n\0data: b\ndata: x\n\n"s, {{"x"}}},
      {"longer names", "datum: a\ndatas: b\ndat: c\ndata: x\n\n", {{"x"}}},
      {"field parsing",
       "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n "
       "data:32\ndata:4\n\n"s,
       {{"\0\n 2\n1\n3\n\n4"s}}},
      {"lines and data parsing",
       "data:msg\ndata: "
       "msg\n\n:\nfalsefield:msg\n\nfalsefield:msg\nData:data\n\ndata\n\ndata:end\n\n",
       {{"msg\nmsg"}, {""}, {"end"}}},
      {"a comment", ":Hello\n\n", {}},
      {"an empty comment", ":\n\ndata: x\n\n", {{"x"}}},
      {"two comments in a row", ":Hello\n:World\n", {}},
      {"a comment before an event", ":Hello\ndata: x\n\n", {{"x"}}},
      {"a comment after an event", "data: x\n\n:Hello\n", {{"x"}}},
      {"a comment within an event", "data: a\n: between\ndata: b\n\n", {{"a\nb"}}},
      {"a comment that looks like data", ":data: a\ndata: x\n\n", {{"x"}}},
      {"comment fest",
       "data:1\r:\0\n:\r\ndata:2\n:"s + x2048 + "\rdata:3\n:data:fail\r:" + x2048 + "\ndata:4\n\n",
       {{"1\n2\n3\n4"}}},
      {"blank lines alone", "\n\n\n\ndata: x\n\n\n\n\n", {{"x"}}},
      {"retry is no event", "retry: 5000\n\ndata: x\n\n", {{"x"}}},
      {"retry beside data", "retry: 5000\ndata: x\n\n", {{"x"}}},
      {"an empty retry", "retry\ndata:test\n\n", {{"test"}}},
      {"the standard's example of ids",
       ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third "
       "event\n\n",
       {{"first event", "message", "1"}, {"second event"}, {" third event"}}},
  });
}

/// The stream ends in the middle of a block: what the block holds is lost, as the standard says.
Case unfinished(const std::string& name, const std::string& text,
                const std::vector<Expected>& events, const std::string& resume_id) {
  return {name, [=](Scenario& s) {
            std::vector<Expected> expected = events;
            expected.push_back({"next", "message", resume_id});
            Program& watch = s.follow(
                {"-o", "json", "--retry", "10ms", "--count", std::to_string(expected.size())});
            s.server().open_stream().stream(text).close();
            Connection& second = s.server().await_request();
            require_equal(second.request().header("Last-Event-ID").value_or(""), resume_id,
                          "Last-Event-ID");
            second.open_stream().stream("data: next\n\n");
            watch.require_exit(0);
            require_events(watch.out(), expected);
          }};
}

std::vector<Case> end_cases() {
  return {
      unfinished("no line end", "data: a\n\ndata: lost", {{"a"}}, ""),
      unfinished("no blank line", "data: a\n\ndata: lost\n", {{"a"}}, ""),
      unfinished("an id and no blank line", "retry: 10\ndata:test1\n\nid:test\ndata:test2\n",
                 {{"test1"}}, ""),
      unfinished("an id over an older one", "id: 1\ndata: a\n\nid: 2\ndata: lost\n",
                 {{"a", "message", "1"}}, "1"),
      unfinished("an event type", "data: a\n\nevent: lost\n", {{"a"}}, ""),
      unfinished("half a character", "data: a\n\ndata: \xe2\x82", {{"a"}}, ""),
      unfinished("CR as the last byte", "data: a\r\rdata: lost\r", {{"a"}}, ""),
      unfinished("half a line end", "data: a\r\n\r", {{"a"}}, ""),
      unfinished("half a BOM", "\xef\xbb", {}, ""),
  };
}

/// The event is complete with these bytes: it is printed although nothing follows.
Case prompt(const std::string& name, const std::string& text) {
  return {name, [=](Scenario& s) {
            Program& watch = s.follow({"-o", "data"});
            Connection& stream = s.server().open_stream();
            stream.stream(text);
            watch.await_out("now\n");
            require(watch.running(), "the stream is still open");
          }};
}

std::vector<Case> prompt_cases() {
  return {
      prompt("after LF LF", "data: now\n\n"),
      prompt("after CR CR", "data: now\r\r"),
      prompt("after CRLF CRLF", "data: now\r\n\r\n"),
      prompt("after CRLF CR", "data: now\r\n\r"),
      prompt("after LF CR", "data: now\n\r"),
      prompt("with the next one begun", "data: now\n\ndata: later"),
      prompt("after a comment without an end", ": begun\ndata: now\n\n: not en"),
  };
}

std::vector<Case> order_cases() {
  FormatRow many{"a hundred events in a row", "", {}};
  for (int i = 0; i < 100; ++i) {
    const std::string text = "message " + std::to_string(i);
    many.text += "data: " + text + "\n\n";
    many.events.push_back({text});
  }
  return format_cases({many});
}

}  // namespace

class FieldTest : public QObject {
  Q_OBJECT

 private slots:
  void data_data() { data_.add_rows(); }
  void data() { data_.verify_row(); }
  void event_type_data() { event_types_.add_rows(); }
  void event_type() { event_types_.verify_row(); }
  void id_data() { ids_.add_rows(); }
  void id() { ids_.verify_row(); }
  void ignored_lines_data() { ignored_lines_.add_rows(); }
  void ignored_lines() { ignored_lines_.verify_row(); }
  void stream_ends_within_a_block_data() { ends_.add_rows(); }
  void stream_ends_within_a_block() { ends_.verify_row(); }
  void printed_at_once_data() { prompt_.add_rows(); }
  void printed_at_once() { prompt_.verify_row(); }
  void order_data() { order_.add_rows(); }
  void order() { order_.verify_row(); }

 private:
  CaseTable data_{data_cases()};
  CaseTable event_types_{event_type_cases()};
  CaseTable ids_{id_cases()};
  CaseTable ignored_lines_{ignored_line_cases()};
  CaseTable ends_{end_cases()};
  CaseTable prompt_{prompt_cases()};
  CaseTable order_{order_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::FieldTest)
#include "field_test.moc"

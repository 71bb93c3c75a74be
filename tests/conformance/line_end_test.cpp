// Line ends (HTML, 9.2.5 "Parsing an event stream"): LF, CR and CRLF, mixed as they come, and cut
// anywhere. After sse-contract-tests' linefeeds and web-platform-tests' format-newlines.
#include <utility>

#include <QtTest/QtTest>

#include "conformance/harness/format_case.h"

namespace tidings::conformance {

namespace {

constexpr Delivery deliveries[] = {Delivery::Whole, Delivery::SingleBytes, Delivery::BytePairs};

/// The rows with `|` standing for a line end.
std::vector<FormatRow> rows() {
  return {
      {"one line", "data: event 1||", {{"event 1"}}},
      {"one line, then two lines",
       "data: event 1||data: 2 line 1|data: 2 line 2||",
       {{"event 1"}, {"2 line 1\n2 line 2"}}},
      {"empty line at the beginning", "data:|data: line2|data: line3||", {{"\nline2\nline3"}}},
      {"empty line in the middle", "data: line1|data:|data: line3||", {{"line1\n\nline3"}}},
      {"one extra blank line", "data: event 1|||data: event 2||", {{"event 1"}, {"event 2"}}},
      {"two extra blank lines", "data: event 1||||data: event 2||", {{"event 1"}, {"event 2"}}},
      {"every field", "event: a|id: 1|:comment|retry: 1000|data: x||", {{"x", "a", "1"}}},
  };
}

std::string with_line_ends(std::string text, const std::string& line_end) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += line_end.size()) {
    text.replace(at, 1, line_end);
  }
  return text;
}

std::vector<Case> uniform_cases() {
  const std::pair<const char*, const char*> line_ends[] = {
      {"LF", "\n"}, {"CR", "\r"}, {"CRLF", "\r\n"}};
  std::vector<Case> cases;
  for (const auto& [name, bytes] : line_ends) {
    for (FormatRow row : rows()) {
      row.name = std::string(name) + ": " + row.name;
      row.text = with_line_ends(row.text, bytes);
      for (const Delivery delivery : deliveries) {
        cases.push_back(format_case(row, delivery));
      }
    }
  }
  return cases;
}

std::vector<Case> mixed_cases() {
  const std::vector<FormatRow> mixed = {
      {"newline fest", "data:test\r\ndata\ndata:test\r\n\r\n", {{"test\n\ntest"}}},
      {"CRLF then CR", "data:test\r\ndata\ndata:test\r\n\r", {{"test\n\ntest"}}},
      {"CRLF, lines and blank lines",
       "data: Hello\r\ndata: World\r\n\r\ndata: OK\r\n\r\n",
       {{"Hello\nWorld"}, {"OK"}}},
      {"LF then CR", "data: a\n\rdata: b\r\r", {{"a"}, {"b"}}},
      {"CR then LF is one line end", "data: a\r\ndata: b\n\n", {{"a\nb"}}},
      {"LF CRLF", "data: a\n\r\ndata: b\n\n", {{"a"}, {"b"}}},
      {"CR CRLF", "data: a\r\r\ndata: b\n\n", {{"a"}, {"b"}}},
      {"every kind in one event",
       "event: e\rid: 1\ndata: a\r\ndata: b\r\r\n",
       {{"a\nb", "e", "1"}}},
  };
  std::vector<Case> cases;
  for (const FormatRow& row : mixed) {
    for (const Delivery delivery :
         {Delivery::Whole, Delivery::SingleBytes, Delivery::OneByteChunks}) {
      cases.push_back(format_case(row, delivery));
    }
  }
  return cases;
}

}  // namespace

class LineEndTest : public QObject {
  Q_OBJECT

 private slots:
  void uniform_data() { uniform_.add_rows(); }
  void uniform() { uniform_.verify_row(); }
  void mixed_data() { mixed_.add_rows(); }
  void mixed() { mixed_.verify_row(); }

 private:
  CaseTable uniform_{uniform_cases()};
  CaseTable mixed_{mixed_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::LineEndTest)
#include "line_end_test.moc"

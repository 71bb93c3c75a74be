// Event streams are UTF-8, whatever the server says: one leading BOM is dropped, and what is not
// UTF-8 becomes U+FFFD as the Encoding standard's decoder has it (one for each maximal subpart).
#include <QtTest/QtTest>

#include "conformance/harness/format_case.h"

namespace tidings::conformance {

namespace {

#define BOM "\xEF\xBB\xBF"
#define BAD "\xEF\xBF\xBD"

std::vector<Case> whole_and_in_bytes(const std::vector<FormatRow>& rows) {
  std::vector<Case> cases;
  for (const FormatRow& row : rows) {
    cases.push_back(format_case(row, Delivery::Whole));
    cases.push_back(format_case(row, Delivery::SingleBytes));
  }
  return cases;
}

std::vector<Case> bom_cases() {
  return whole_and_in_bytes({
      {"at the start", BOM "data: Hello\n\n", {{"Hello"}}},
      {"before every field",
       BOM "event: greeting\nid: abc\ndata: Hello\n\n",
       {{"Hello", "greeting", "abc"}}},
      {"before two events", BOM "data: First\n\ndata: Second\n\n", {{"First"}, {"Second"}}},
      {"in later data it stays",
       "data: First\n\ndata: " BOM "Second\n\n",
       {{"First"}, {BOM "Second"}}},
      {"at the start of a later line it spoils the name", "data: 1\n\n" BOM "data: 2\n\n", {{"1"}}},
      {"only the first is dropped", BOM "data: " BOM "Hello\n\n", {{BOM "Hello"}}},
      {"two at the start spoil the first name",
       BOM BOM "data:1\n\ndata:2\n\ndata:3\n\n",
       {{"2"}, {"3"}}},
      {"before two lines", BOM "data: Line1\ndata: Line2\n\n", {{"Line1\nLine2"}}},
      {"before a comment", BOM ":comment\ndata: Hello\n\n", {{"Hello"}}},
      {"before empty data", BOM "data:\n\n", {{""}}},
      {"before a blank line", BOM "\ndata: x\n\n", {{"x"}}},
      {"half of one at the start",
       "\xEF\xBB"
       "data: 1\n\ndata: 2\n\n",
       {{"2"}}},
      {"UTF-16's is none",
       "\xFF\xFE"
       "data: 1\n\ndata: 2\n\n",
       {{"2"}}},
  });
}

/// One data line.
FormatRow data_row(const std::string& name, const std::string& sent, const std::string& decoded) {
  return {name, "data: " + sent + "\n\n", {{decoded}}};
}

std::vector<Case> utf8_cases() {
  return whole_and_in_bytes({
      data_row("two bytes", "\xC3\xA9", "é"),
      data_row("three bytes", "€豆腐 알림", "€豆腐 알림"),
      data_row("four bytes", "😀𝄞", "😀𝄞"),
      data_row("the largest code point", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"),
      data_row("a non-character", "\xEF\xBF\xBF", "\xEF\xBF\xBF"),
      data_row("combining and bidirectional marks", "e\xCC\x81\xE2\x80\xAE",
               "e\xCC\x81\xE2\x80\xAE"),
      data_row("a lone continuation byte",
               "a\x80"
               "b",
               "a" BAD "b"),
      data_row("two lone continuation bytes", "\x80\xBF", BAD BAD),
      data_row("a lead byte alone", "\xC3", BAD),
      data_row("a lead byte before ASCII", "\xC3(", BAD "("),
      data_row("three bytes cut after two",
               "\xE2\x82"
               "A",
               BAD "A"),
      data_row("four bytes cut after three",
               "\xF0\x9F\x98"
               "A",
               BAD "A"),
      data_row("cut at the line's end", "a\xE2\x82", "a" BAD),
      data_row("overlong in two", "\xC0\x80", BAD BAD),
      data_row("overlong in three", "\xE0\x80\x80", BAD BAD BAD),
      data_row("overlong in four", "\xF0\x80\x80\x80", BAD BAD BAD BAD),
      data_row("a surrogate", "\xED\xA0\x80", BAD BAD BAD),
      data_row("beyond the largest", "\xF4\x90\x80\x80", BAD BAD BAD BAD),
      data_row("F5 to FF", "\xF5\xF8\xFE\xFF", BAD BAD BAD BAD),
      data_row("five bytes", "\xF8\x88\x80\x80\x80", BAD BAD BAD BAD BAD),
      data_row("Latin-1", "caf\xE9", "caf" BAD),
      data_row("good after bad", "\xE2\x82\xE2\x82\xAC", BAD "€"),
      {"in the event type", "event: a\xFF\ndata: x\n\n", {{"x", "a" BAD}}},
      {"in the id", "id: a\xFF\ndata: x\n\n", {{"x", "message", "a" BAD}}},
      {"in a name", "da\xFFta: 1\ndata: x\n\n", {{"x"}}},
      {"in a comment", ":\xFF\xFE\ndata: x\n\n", {{"x"}}},
      {"overlong line end ends no line",
       "data: a\xC0\x8A"
       "b\n\n",
       {{"a" BAD BAD "b"}}},
  });
}

#undef BOM
#undef BAD

}  // namespace

class EncodingTest : public QObject {
  Q_OBJECT

 private slots:
  void bom_data() { bom_.add_rows(); }
  void bom() { bom_.verify_row(); }
  void utf8_data() { utf8_.add_rows(); }
  void utf8() { utf8_.verify_row(); }

 private:
  CaseTable bom_{bom_cases()};
  CaseTable utf8_{utf8_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::EncodingTest)
#include "encoding_test.moc"

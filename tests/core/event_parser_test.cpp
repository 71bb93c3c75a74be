#include "tidings/event_parser.h"

#include <QtTest>
#include <initializer_list>
#include <string>
#include <string_view>

#include "transcript.h"

using namespace tidings;
using namespace tidings::test;
using namespace std::string_view_literals;

/// HTML, "Server-sent events", 9.2.5 and 9.2.6, rule by rule. Every case is fed whole, cut in two
/// at every byte, and byte by byte: all must give the same.
class EventParserTest : public QObject {
  Q_OBJECT

 private slots:
  void line_ends_data();
  void line_ends();
  void byte_order_mark_data();
  void byte_order_mark();
  void fields_data();
  void fields();
  void data_data();
  void data();
  void ids_data();
  void ids();
  void reconnection_time_data();
  void reconnection_time();
  void utf8_data();
  void utf8();
  void examples_of_the_standard_data();
  void examples_of_the_standard();

  void the_last_event_id_outlives_a_connection();
  void a_connection_may_start_with_an_id_known_from_before();
  void reset_forgets_what_was_unfinished();
  void each_connection_may_begin_with_a_byte_order_mark();
  void an_event_comes_with_its_blank_line_and_not_later();
  void a_moved_parser_goes_on();
};

namespace {

void columns() {
  QTest::addColumn<QByteArray>("input");
  QTest::addColumn<QByteArray>("expected");
}

void row(const char* name, std::string_view input, std::initializer_list<const char*> expected) {
  QByteArray lines;
  for (const char* line : expected) {
    lines += QByteArray(line) + '\n';
  }
  QTest::newRow(name) << QByteArray(input.data(), static_cast<qsizetype>(input.size())) << lines;
}

QByteArray transcript_of(std::initializer_list<std::string_view> pieces) {
  EventParser parser;
  Transcript transcript;
  for (const std::string_view piece : pieces) {
    feed_exact(parser, piece, transcript);
  }
  return QByteArray::fromStdString(transcript.text());
}

QByteArray transcript_bytewise(std::string_view input) {
  EventParser parser;
  Transcript transcript;
  for (std::size_t i = 0; i < input.size(); ++i) {
    feed_exact(parser, input.substr(i, 1), transcript);
  }
  return QByteArray::fromStdString(transcript.text());
}

void check_however_it_is_cut() {
  QFETCH(QByteArray, input);
  QFETCH(QByteArray, expected);
  const std::string_view bytes(input.constData(), static_cast<std::size_t>(input.size()));
  QCOMPARE(transcript_of({bytes}), expected);
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const QByteArray actual = transcript_of({bytes.substr(0, cut), bytes.substr(cut)});
    QVERIFY2(actual == expected, ("cut after byte " + QByteArray::number(cut) + ":\n" + actual));
  }
  QCOMPARE(transcript_bytewise(bytes), expected);
}

}  // namespace

void EventParserTest::line_ends_data() {
  columns();
  row("LF", "data: a\n\ndata: b\n\n", {R"(message "a")", R"(message "b")"});
  row("CR", "data: a\r\rdata: b\r\r", {R"(message "a")", R"(message "b")"});
  row("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", {R"(message "a")", R"(message "b")"});
  row("mixed in one event", "data: a\rdata: b\ndata: c\r\ndata: d\n\r",
      {R"(message "a\nb\nc\nd")"});
  row("LF CR is two line ends", "data: a\n\rdata: b\n\n", {R"(message "a")", R"(message "b")"});
  row("CR LF LF is a line end and a blank line", "data: a\r\n\ndata: b\n\n",
      {R"(message "a")", R"(message "b")"});
  row("CR CR LF LF", "data: a\r\r\n\ndata: b\r\r", {R"(message "a")", R"(message "b")"});
  row("CRLF after a lone CR event", "data: a\r\rdata: b\r\n\r\n",
      {R"(message "a")", R"(message "b")"});
  row("many blank lines", "\n\n\r\r\r\n\r\ndata: a\n\n\n\n", {R"(message "a")"});
  row("none at all", "data: a", {});
  row("other separators are text",
      "data: a\v\fb\xC2\x85"
      "c\xE2\x80\xA8"
      "d\n\n",
      {"message \"a\\x0b\\x0c"
       "b\xC2\x85"
       "c\xE2\x80\xA8"
       "d\""});
  row("a long line, longer than any vector",
      "data: 0123456789012345678901234567890123456789012345678901234567890123456789\r\n\r\n",
      {R"(message "0123456789012345678901234567890123456789012345678901234567890123456789")"});
}
void EventParserTest::line_ends() {
  check_however_it_is_cut();
}

void EventParserTest::byte_order_mark_data() {
  columns();
  row("is dropped",
      "\xEF\xBB\xBF"
      "data: a\n\n",
      {R"(message "a")"});
  row("only the first",
      "\xEF\xBB\xBF\xEF\xBB\xBF"
      "data: a\n\n",
      {});
  row("only at the very start",
      "\n\xEF\xBB\xBF"
      "data: a\n\n",
      {});
  row("before a blank line",
      "\xEF\xBB\xBF\n"
      "data: a\n\n",
      {R"(message "a")"});
  row("before CRLF",
      "\xEF\xBB\xBF\r\n"
      "data: a\n\n",
      {R"(message "a")"});
  row("before a comment",
      "\xEF\xBB\xBF: hi\n"
      "data: a\n\n",
      {"comment", R"(message "a")"});
  row("in a value it is text",
      "data: \xEF\xBB\xBF"
      "a\n\n",
      {"message \"\xEF\xBB\xBF"
       "a\""});
  row("half of it is the name of an unknown field",
      "\xEF\xBB"
      "data: a\ndata: b\n\n",
      {R"(message "b")"});
  row("half of it is no blank line", "\xEF\xBB\ndata: b\n\n", {R"(message "b")"});
  row("half of it and a colon is no comment", "\xEF:\ndata: b\n\n", {R"(message "b")"});
  row("alone", "\xEF\xBB\xBF", {});
}
void EventParserTest::byte_order_mark() {
  check_however_it_is_cut();
}

void EventParserTest::fields_data() {
  columns();
  row("one space after the colon is dropped", "data: a\n\n", {R"(message "a")"});
  row("no space is fine", "data:a\n\n", {R"(message "a")"});
  row("only one space", "data:  a \n\n", {R"(message " a ")"});
  row("a tab stays", "data:\ta\n\n", {R"(message "\x09a")"});
  row("no colon: the value is empty", "data\n\n", {R"(message "")"});
  row("colons in the value stay", "data: a: b\ndata::\n\n", {R"(message "a: b\n:")"});
  row("event names the type", "event: add\ndata: a\n\n", {R"(add "a")"});
  row("the last event field counts", "event: a\nevent: b\ndata: x\n\n", {R"(b "x")"});
  row("an empty type is message", "event: a\nevent\ndata: x\n\n", {R"(message "x")"});
  row("the type holds for one block", "event: a\ndata: x\n\ndata: y\n\n",
      {R"(a "x")", R"(message "y")"});
  row("a type without data is forgotten", "event: a\n\ndata: y\n\n", {R"(message "y")"});
  row("a type may have spaces", "event: a b \ndata: x\n\n", {R"(a b  "x")"});
  row("unknown fields are ignored", "foo: 1\nfoo\ndata: x\ndat: y\ndataa: z\nretries: 5\n\n",
      {R"(message "x")"});
  row("names are compared exactly", "Data: a\nDATA: a\n data: a\ndata : a\nEvent: b\ndata: x\n\n",
      {R"(message "x")"});
  row("beginnings of names",
      "d: 1\nda: 1\ndat: 1\ne: 1\nevent: t\ni: 1\nr: 1\nretr: 1\ndata: x\n\n", {R"(t "x")"});
  row("longer than any name", "eventtype: a\nidentity: 1\nretryretry: 7\ndata: x\n\n",
      {R"(message "x")"});
  row("comments", ":\n: hello\n:data: x\ndata: a\n:\n\n",
      {"comment", "comment", "comment", "comment", R"(message "a")"});
  row("a comment within an event", "data: a\n: hi\ndata: b\n\n", {"comment", R"(message "a\nb")"});
  row("a comment cut off by the end", ": hello", {});
  row("NUL in a name", "da\0ta: x\ndata: y\n\n"sv, {R"(message "y")"});
  row("a space is a name", " : x\n : y\n \ndata: z\n\n", {R"(message "z")"});
}
void EventParserTest::fields() {
  check_however_it_is_cut();
}

void EventParserTest::data_data() {
  columns();
  row("lines are joined by LF", "data: a\ndata: b\ndata: c\n\n", {R"(message "a\nb\nc")"});
  row("empty lines count", "data: a\ndata:\ndata\ndata: b\n\n", {R"(message "a\n\n\nb")"});
  row("one empty line is an event", "data:\n\n", {R"(message "")"});
  row("two empty lines", "data\ndata\n\n", {R"(message "\n")"});
  row("a space alone", "data: \n\n", {R"(message "")"});
  row("two spaces", "data:  \n\n", {R"(message " ")"});
  row("without data nothing is dispatched", "event: a\n\n", {});
  row("NUL is text", "data: a\0b\n\n"sv, {R"(message "a\x00b")"});
  row("an unfinished event is dropped", "data: a\n\ndata: b\n", {R"(message "a")"});
  row("an unfinished line is dropped", "data: a\n\ndata: b\n\ndata: c",
      {R"(message "a")", R"(message "b")"});
  row("other fields between", "data: a\nid: 1\ndata: b\nevent: t\ndata: c\n\n",
      {R"(t "a\nb\nc" id "1")"});
}
void EventParserTest::data() {
  check_however_it_is_cut();
}

void EventParserTest::ids_data() {
  columns();
  row("an id", "id: 1\ndata: a\n\n", {R"(message "a" id "1")"});
  row("holds for later events", "id: 1\ndata: a\n\ndata: b\n\n",
      {R"(message "a" id "1")", R"(message "b" (id "1"))"});
  row("after the data too", "data: a\nid: 1\n\n", {R"(message "a" id "1")"});
  row("the last one counts", "id: 1\nid: 2\ndata: a\n\n", {R"(message "a" id "2")"});
  row("without data it is kept", "id: 1\n\ndata: a\n\n", {R"(id "1")", R"(message "a" (id "1"))"});
  row("an empty one resets", "id: 1\ndata: a\n\nid:\ndata: b\n\ndata: c\n\n",
      {R"(message "a" id "1")", R"(message "b" id "")", R"(message "c")"});
  row("without a colon it resets", "id: 1\ndata: a\n\nid\n\n",
      {R"(message "a" id "1")", R"(id "")"});
  row("with NUL it is ignored", "id: 1\ndata: a\n\nid: 2\0\ndata: b\n\nid: \0\n\n"sv,
      {R"(message "a" id "1")", R"(message "b" (id "1"))"});
  row("with NUL it leaves the one before", "id: 1\nid: 2\0\ndata: a\n\n"sv,
      {R"(message "a" id "1")"});
  row("in an unfinished block it does not count", "id: 1\ndata: a\n\nid: 2\ndata: b\n",
      {R"(message "a" id "1")"});
  row("the same id again is an id of its own", "id: 1\ndata: a\n\nid: 1\ndata: b\n\n",
      {R"(message "a" id "1")", R"(message "b" id "1")"});
  row("spaces belong to it", "id:  a b \n\n", {R"(id " a b ")"});
  row("a Kafka position", "id: [{\"topic\":\"t\",\"offset\":5}]\ndata: a\n\n",
      {R"(message "a" id "[{"topic":"t","offset":5}]")"});
}
void EventParserTest::ids() {
  check_however_it_is_cut();
}

void EventParserTest::reconnection_time_data() {
  columns();
  row("digits", "retry: 3000\n\n", {"retry 3000"});
  row("counts at once, not at the blank line", "retry: 1\ndata: a\nretry: 2\n",
      {"retry 1", "retry 2"});
  row("zero", "retry: 0\n", {"retry 0"});
  row("leading zeros", "retry: 0005\n", {"retry 5"});
  row("without a space", "retry:7\n", {"retry 7"});
  row("empty", "retry:\nretry\nretry: \n", {});
  row("a sign", "retry: -1\nretry: +1\n", {});
  row("spaces", "retry:  1\nretry: 1 \nretry: 1 2\n", {});
  row("a fraction, an exponent, hexadecimal", "retry: 1.5\nretry: 1e3\nretry: 0x10\n", {});
  row("other digits", "retry: \xD9\xA1\nretry: \xEF\xBC\x91\n", {});
  row("NUL", "retry: 1\0\n"sv, {});
  row("the largest", "retry: 9223372036854775807\n", {"retry 9223372036854775807"});
  row("larger", "retry: 9223372036854775808\nretry: 99999999999999999999999999\n",
      {"retry 9223372036854775807", "retry 9223372036854775807"});
  row("dispatches nothing", "retry: 1\n\ndata: a\n\n", {"retry 1", R"(message "a")"});
}
void EventParserTest::reconnection_time() {
  check_however_it_is_cut();
}

void EventParserTest::utf8_data() {
  columns();
  row("valid text of each length", "data: a\xC3\xA4\xED\x95\x9C\xF0\x9F\x98\x80\n\n",
      {"message \"a\xC3\xA4\xED\x95\x9C\xF0\x9F\x98\x80\""});
  row("a lone continuation byte", "data: a\x80z\n\n", {"message \"a\uFFFDz\""});
  row("each of several", "data: \x80\xBF\x80\n\n", {"message \"\uFFFD\uFFFD\uFFFD\""});
  row("bytes that never occur", "data: \xC0\x80 \xC1\xBF \xF5\x80\x80\x80 \xFE \xFF\n\n",
      {"message \"\uFFFD\uFFFD \uFFFD\uFFFD \uFFFD\uFFFD\uFFFD\uFFFD \uFFFD \uFFFD\""});
  row("a maximal subpart is one", "data: \xE2\x82 \xF0\x9F\x98 \xF0\x9F x\n\n",
      {"message \"\uFFFD \uFFFD \uFFFD x\""});
  row("overlong forms", "data: \xE0\x80\x80 \xE0\x9F\xBF \xF0\x8F\xBF\xBF\n\n",
      {"message \"\uFFFD\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD\uFFFD\""});
  row("surrogates", "data: \xED\xA0\x80 \xED\xBF\xBF\n\n",
      {"message \"\uFFFD\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD\""});
  row("beyond U+10FFFF", "data: \xF4\x8F\xBF\xBF \xF4\x90\x80\x80\n\n",
      {"message \"\xF4\x8F\xBF\xBF \uFFFD\uFFFD\uFFFD\uFFFD\""});
  row("the edges of what is valid",
      "data: \xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80\n\n",
      {"message "
       "\"\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80\""});
  row("a line end ends a sequence", "data: \xED\x95\ndata: \xF0\r\n\r\n",
      {"message \"\uFFFD\\n\uFFFD\""});
  row("a new sequence ends a sequence", "data: \xED\x95\xED\x95\x9C\n\n",
      {"message \"\uFFFD\xED\x95\x9C\""});
  row("in a type", "event: \xFF\ndata: a\n\n", {"\uFFFD \"a\""});
  row("in an id",
      "id: \xFF"
      "1\ndata: a\n\n",
      {"message \"a\" id \"\uFFFD1\""});
  row("in a name: an unknown field",
      "data\xFF: a\n\xFF"
      "data: b\ndata: c\n\n",
      {R"(message "c")"});
  row("in a comment", ": \xFF\n", {"comment"});
  row("instead of the colon", "data\xC2 a\n\n", {});
}
void EventParserTest::utf8() {
  check_however_it_is_cut();
}

void EventParserTest::examples_of_the_standard_data() {
  columns();
  row("stock ticker", "data: YHOO\ndata: +2\ndata: 10\n\n", {R"(message "YHOO\n+2\n10")"});
  row("four blocks",
      ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event",
      {"comment", R"(message "first event" id "1")", R"(message "second event" id "")"});
  row("two events", "data\n\ndata\ndata\n\ndata:", {R"(message "")", R"(message "\n")"});
  row("identical events", "data:test\n\ndata: test\n\n",
      {R"(message "test")", R"(message "test")"});
}
void EventParserTest::examples_of_the_standard() {
  check_however_it_is_cut();
}

void EventParserTest::the_last_event_id_outlives_a_connection() {
  EventParser parser;
  Transcript transcript;
  parser.feed("id: 1\ndata: a\n\n", transcript);
  QCOMPARE(parser.last_event_id(), "1"sv);
  parser.reset();
  QCOMPARE(parser.last_event_id(), "1"sv);
  parser.feed("data: b\n\n", transcript);
  QCOMPARE(transcript.lines.back(), std::string(R"(message "b" (id "1"))"));
}

void EventParserTest::a_connection_may_start_with_an_id_known_from_before() {
  EventParser parser;
  Transcript transcript;
  parser.set_last_event_id("41");
  parser.feed("data: a\n\nid: 42\n", transcript);
  QCOMPARE(parser.last_event_id(), "41"sv);
  parser.feed("\n", transcript);
  QCOMPARE(parser.last_event_id(), "42"sv);
  QCOMPARE(transcript.text(), std::string("message \"a\" (id \"41\")\nid \"42\"\n"));
}

void EventParserTest::reset_forgets_what_was_unfinished() {
  const std::string_view beginnings[] = {"data: x\nid: 9\nevent: t\n",
                                         "data: x",
                                         "da",
                                         "id: 9",
                                         "data: x\r",
                                         ": c",
                                         "foo: x",
                                         "\xEF\xBB",
                                         "data: \xED\x95",
                                         "retry: 12"};
  for (const std::string_view beginning : beginnings) {
    EventParser parser;
    Transcript transcript;
    parser.feed(beginning, transcript);
    parser.reset();
    parser.feed(
        "\ndata: \x9C"
        "a\n\n",
        transcript);
    QCOMPARE(transcript.text(), std::string("message \"\uFFFDa\"\n"));
  }
}

void EventParserTest::each_connection_may_begin_with_a_byte_order_mark() {
  EventParser parser;
  Transcript transcript;
  parser.feed(
      "\xEF\xBB\xBF"
      "data: a\n\n",
      transcript);
  parser.reset();
  parser.feed(
      "\xEF\xBB\xBF"
      "data: b\n\n",
      transcript);
  QCOMPARE(transcript.text(), std::string("message \"a\"\nmessage \"b\"\n"));
}

void EventParserTest::an_event_comes_with_its_blank_line_and_not_later() {
  for (const std::string_view blank_line : {"\n"sv, "\r"sv}) {
    EventParser parser;
    Transcript transcript;
    parser.feed("data: a\r\n", transcript);
    QCOMPARE(transcript.lines.size(), 0U);
    parser.feed(blank_line, transcript);
    QCOMPARE(transcript.lines.size(), 1U);
  }
}

void EventParserTest::a_moved_parser_goes_on() {
  EventParser first;
  Transcript transcript;
  first.feed("id: 7\ndata: a", transcript);
  EventParser second = std::move(first);
  second.feed("b\n\n", transcript);
  QCOMPARE(transcript.text(), std::string("message \"ab\" id \"7\"\n"));
}

QTEST_APPLESS_MAIN(EventParserTest)
#include "event_parser_test.moc"

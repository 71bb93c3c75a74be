#include <QtTest>
#include <string>
#include <string_view>

#include "tidings/event_parser.h"

#include "transcript.h"

using namespace tidings;
using namespace tidings::test;
using namespace std::string_view_literals;

/// What a hostile or broken server can send without end must neither grow memory nor stop the
/// stream.
class EventParserLimitsTest : public QObject {
  Q_OBJECT

 private slots:
  void an_event_of_exactly_the_limit_is_delivered();
  void a_larger_event_is_skipped_and_reported_with_its_size_data();
  void a_larger_event_is_skipped_and_reported_with_its_size();
  void the_id_of_a_skipped_event_counts();
  void a_skipped_event_reports_at_its_blank_line();
  void a_skipped_event_holds_no_memory();
  void too_large_a_type_without_data_loses_nothing();
  void a_long_id_is_ignored_and_reported();
  void memory_stays_bounded_whatever_has_no_end_data();
  void memory_stays_bounded_whatever_has_no_end();
  void invalid_bytes_count_as_what_they_become();
  void shrink_gives_memory_back_and_keeps_the_unfinished_event();
};

namespace {

constexpr EventLimits kTen{10, 5};

std::string parse(std::string_view stream, EventLimits limits) {
  EventParser whole(limits);
  Transcript transcript;
  feed_exact(whole, stream, transcript);

  EventParser bytewise(limits);
  Transcript again;
  for (std::size_t i = 0; i < stream.size(); ++i) {
    feed_exact(bytewise, stream.substr(i, 1), again);
  }
  return again.text() == transcript.text() ? transcript.text() : "differs byte by byte";
}

}  // namespace

void EventParserLimitsTest::an_event_of_exactly_the_limit_is_delivered() {
  QCOMPARE(parse("data: 0123456789\n\n", kTen), std::string("message \"0123456789\"\n"));
  QCOMPARE(parse("data: 0123\ndata: 56789\n\n", kTen), std::string("message \"0123\\n56789\"\n"));
  QCOMPARE(parse("id: 12\nevent: abc\ndata: 01234\n\n", kTen),
           std::string("abc \"01234\" id \"12\"\n"));
}

void EventParserLimitsTest::a_larger_event_is_skipped_and_reported_with_its_size_data() {
  QTest::addColumn<QByteArray>("event");
  QTest::addColumn<QByteArray>("report");
  QTest::newRow("one line") << QByteArray("data: 0123456789X\n") << QByteArray("too large: 11\n");
  QTest::newRow("several lines") << QByteArray("data: 01234\ndata: 56789\ndata: x\n")
                                 << QByteArray("too large: 13\n");
  QTest::newRow("with its type") << QByteArray("event: abcdef\ndata: 01234\n")
                                 << QByteArray("too large: 11\n");
  QTest::newRow("with its id") << QByteArray("data: 01234567\nid: 123\n")
                               << QByteArray("too large: 11\nid \"123\"\n");
  QTest::newRow("at its largest") << QByteArray("event: 0123456789X\nevent: a\ndata: x\n")
                                  << QByteArray("too large: 11\n");
}

void EventParserLimitsTest::a_larger_event_is_skipped_and_reported_with_its_size() {
  QFETCH(QByteArray, event);
  QFETCH(QByteArray, report);
  const std::string stream = event.toStdString() + "\ndata: next\n\n";
  const std::string lines = parse(stream, kTen);
  QVERIFY2(lines.starts_with(report.toStdString() + "message \"next\""), lines.c_str());
}

void EventParserLimitsTest::the_id_of_a_skipped_event_counts() {
  QCOMPARE(parse("id: 7\ndata: 0123456789X\n\ndata: a\n\n", kTen),
           std::string("too large: 12\nid \"7\"\nmessage \"a\" (id \"7\")\n"));
  QCOMPARE(parse("data: 0123456789X\nid: 7\n\n", kTen), std::string("too large: 12\nid \"7\"\n"));
}

void EventParserLimitsTest::a_skipped_event_reports_at_its_blank_line() {
  EventParser parser(kTen);
  Transcript transcript;
  parser.feed("data: 0123456789012345\nretry: 5\n: c\n", transcript);
  QCOMPARE(transcript.text(), std::string("retry 5\ncomment\n"));
  parser.feed("\n", transcript);
  QCOMPARE(transcript.lines.back(), std::string("too large: 16"));
}

void EventParserLimitsTest::a_skipped_event_holds_no_memory() {
  EventParser parser({100'000, 10});
  Transcript transcript;
  parser.feed("data: " + std::string(90'000, 'x'), transcript);
  QVERIFY(parser.buffered_bytes() >= 90'000);
  parser.feed(std::string(20'000, 'x'), transcript);
  QVERIFY(parser.buffered_bytes() < 1000);
}

void EventParserLimitsTest::too_large_a_type_without_data_loses_nothing() {
  QCOMPARE(parse("event: 0123456789X\n\ndata: a\n\n", kTen), std::string("message \"a\"\n"));
}

void EventParserLimitsTest::a_long_id_is_ignored_and_reported() {
  QCOMPARE(
      parse("id: 12345\ndata: a\n\nid: 123456\ndata: b\n\n", kTen),
      std::string("message \"a\" id \"12345\"\nid too large: 6\nmessage \"b\" (id \"12345\")\n"));
  QCOMPARE(parse("id: 1\nid: 123456\ndata: b\n\n", kTen),
           std::string("id too large: 6\nmessage \"b\" id \"1\"\n"));
}

void EventParserLimitsTest::memory_stays_bounded_whatever_has_no_end_data() {
  QTest::addColumn<QByteArray>("start");
  QTest::addColumn<QByteArray>("endless");
  QTest::newRow("bytes without a line end") << QByteArray("") << QByteArray(1000, 'x');
  QTest::newRow("a data line") << QByteArray("data: ") << QByteArray(1000, 'x');
  QTest::newRow("a type") << QByteArray("event: ") << QByteArray(1000, 'x');
  QTest::newRow("an id") << QByteArray("id: ") << QByteArray(1000, 'x');
  QTest::newRow("a reconnection time") << QByteArray("retry: ") << QByteArray(1000, '0');
  QTest::newRow("a comment") << QByteArray(":") << QByteArray(1000, 'x');
  QTest::newRow("an unknown field") << QByteArray("foo: ") << QByteArray(1000, 'x');
  QTest::newRow("a field name") << QByteArray("data") << QByteArray(1000, 'a');
  QTest::newRow("data lines") << QByteArray("") << QByteArray("data: 0123456789\n").repeated(60);
  QTest::newRow("empty data lines") << QByteArray("") << QByteArray("data\n").repeated(200);
  QTest::newRow("types") << QByteArray("") << QByteArray("event: 0123456789\n").repeated(60);
  QTest::newRow("ids") << QByteArray("") << QByteArray("id: 0123456789\n").repeated(60);
  QTest::newRow("events with other ids") << QByteArray("")
                                         << QByteArray(
                                                "id: 1\ndata: x\n\n"
                                                "id: 2\ndata: x\n\n");
  QTest::newRow("invalid UTF-8") << QByteArray("data: ") << QByteArray(1000, '\xFF');
  QTest::newRow("halves of characters")
      << QByteArray("data: ") << QByteArray("\xED\x95").repeated(500);
  QTest::newRow("Korean") << QByteArray("data: ") << QByteArray("\xED\x95\x9C").repeated(333);
  QTest::newRow("NUL") << QByteArray("id: ") << QByteArray(1000, '\0');
}

void EventParserLimitsTest::memory_stays_bounded_whatever_has_no_end() {
  QFETCH(QByteArray, start);
  QFETCH(QByteArray, endless);
  const EventLimits limits{100'000, 10'000};
  EventParser parser(limits);
  Transcript transcript;
  parser.feed(start.toStdString(), transcript);
  const std::string piece = endless.toStdString();
  std::size_t most = 0;
  for (int i = 0; i < 5000; ++i) {
    parser.feed(piece, transcript);
    most = std::max(most, parser.buffered_bytes());
    transcript.lines.clear();
  }
  // Data, type, the id to come, the one at hand and the last event ID.
  const std::size_t bound = 2 * limits.event_size + 3 * limits.id_size;
  QVERIFY2(most <= bound, qPrintable(QString::number(most)));

  parser.feed("\n\n", transcript);
  parser.feed("data: and on it goes\n\n", transcript);
  QVERIFY(QString::fromStdString(transcript.text()).contains("message \"and on it goes\""));
}

void EventParserLimitsTest::invalid_bytes_count_as_what_they_become() {
  QCOMPARE(parse("data: \xFF\xFF\xFF\n\n", kTen), std::string("message \"\uFFFD\uFFFD\uFFFD\"\n"));
  QCOMPARE(parse("data: \xFF\xFF\xFF\xFF\n\n", kTen), std::string("too large: 12\n"));
  QCOMPARE(parse("id: \xFF\xFF\n\n", kTen), std::string("id too large: 6\n"));
}

void EventParserLimitsTest::shrink_gives_memory_back_and_keeps_the_unfinished_event() {
  EventParser parser;
  Transcript transcript;
  const std::string large(1'000'000, 'x');
  parser.feed("data: " + large, transcript);
  QVERIFY(parser.buffered_bytes() >= large.size());
  parser.shrink(1000);
  parser.feed("\n\n", transcript);
  QCOMPARE(transcript.text(), "message \"" + large + "\"\n");

  parser.shrink(1000);
  QVERIFY(parser.buffered_bytes() <= 1000);
  parser.feed("data: half", transcript);
  parser.shrink(0);
  parser.feed(" and half\n\n", transcript);
  QCOMPARE(transcript.lines.back(), std::string("message \"half and half\""));
}

QTEST_APPLESS_MAIN(EventParserLimitsTest)
#include "event_parser_limits_test.moc"

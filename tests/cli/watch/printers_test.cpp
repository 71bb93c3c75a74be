#include <QtTest>
#include <clocale>
#include <ctime>

#include "cli/watch/events.h"
#include "support/std_strings.h"
#include "watch/printer.h"

using namespace tidings::cli;
using test::SampleEvent;

namespace {

std::string printed(Printer& printer, const SampleEvent& sample) {
  std::string out;
  sample.with([&](const ReceivedEvent& received) { printer.print(received, out); });
  return out;
}

std::string pretty(const SampleEvent& sample, const Terminal& terminal, bool name_streams = false) {
  return printed(*make_pretty_printer(
                     terminal, [&terminal] { return terminal.width; }, name_streams),
                 sample);
}

constexpr Terminal kPipe{};
constexpr Terminal kPlainTerminal{true, false, 40};
constexpr Terminal kColorTerminal{true, true, 80};

}  // namespace

class PrintersTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void data_is_the_data_and_a_newline();
  void data_names_the_stream_before_each_line();
  void json_is_one_exact_object_a_line();
  void json_keeps_nothing_of_the_event_before();
  void raw_is_server_sent_events_again();
  void raw_keeps_the_id_that_an_event_left_out_had_set();
  void raw_names_the_stream_in_a_comment();
  void pretty_shows_a_notification();
  void pretty_colors_by_priority();
  void pretty_indents_json();
  void pretty_respects_the_width();
  void pretty_breaks_the_line_where_nothing_fits_beside();
  void pretty_shows_controls_by_number_on_a_terminal_only();
  void pretty_names_the_stream();
};

void PrintersTest::initTestCase() {
  qputenv("TZ", "UTC");
  ::tzset();
}

void PrintersTest::data_is_the_data_and_a_newline() {
  const auto printer = make_data_printer(false);
  QCOMPARE(printed(*printer, {"hello"}), std::string("hello\n"));
  QCOMPARE(printed(*printer, {""}), std::string("\n"));
  QCOMPARE(printed(*printer, {"two\nlines\n"}), std::string("two\nlines\n\n"));
  QCOMPARE(printed(*printer, {"\x1b[31m"}), std::string("\x1b[31m\n"));
}

void PrintersTest::data_names_the_stream_before_each_line() {
  SampleEvent sample{"two\nlines"};
  sample.stream = stream_name("http://user:secret@shop.example/v1?token=abc&x=1", 1);
  QCOMPARE(printed(*make_data_printer(true), sample),
           std::string("http://***@shop.example/v1?token=***&x=1\ttwo\n"
                       "http://***@shop.example/v1?token=***&x=1\tlines\n"));
}

void PrintersTest::json_is_one_exact_object_a_line() {
  const SampleEvent sample{"a \"quote\", \\ and\nlines \x1b 주문", "order.paid", "42", true};
  QCOMPARE(
      printed(*make_json_printer(), sample),
      std::string(R"({"stream":"http://127.0.0.1:8080/v1/stream","id":"42","event":"order.paid",)"
                  R"("data":"a \"quote\", \\ and\nlines \u001b 주문",)"
                  R"("received_at":"2026-11-21T09:30:00.123Z"})"
                  "\n"));
}

void PrintersTest::json_keeps_nothing_of_the_event_before() {
  SampleEvent other{"x", "order.paid", "7", true};
  other.stream = stream_name("http://127.0.0.1:8080/other", 3);
  other.received_at += std::chrono::milliseconds(1);
  const std::vector<SampleEvent> samples{
      {"x"}, other, {"x", std::string(1000, 't')}, {"x"}, other, {"x", "\"quoted\""}, {"x", ""}};
  const auto printer = make_json_printer();
  for (const SampleEvent& sample : samples) {
    QCOMPARE(printed(*printer, sample), printed(*make_json_printer(), sample));
  }
  QVERIFY(printed(*printer, other).find(R"("stream":"http://127.0.0.1:8080/other")") !=
          std::string::npos);
  QVERIFY(printed(*printer, other).find("09:30:00.124Z") != std::string::npos);
}

void PrintersTest::raw_is_server_sent_events_again() {
  const auto printer = make_raw_printer(false);
  QCOMPARE(printed(*printer, {"hello"}), std::string("data: hello\n\n"));
  QCOMPARE(printed(*printer, {" two\n\nlines\n", "order.paid", "42", true}),
           std::string("event: order.paid\nid: 42\ndata:  two\ndata: \ndata: lines\ndata: \n\n"));
  QCOMPARE(printed(*printer, {"no id of its own", "message", "42", false}),
           std::string("data: no id of its own\n\n"));
  QCOMPARE(printed(*printer, {"the same id again", "message", "42", true}),
           std::string("id: 42\ndata: the same id again\n\n"));
}

void PrintersTest::raw_keeps_the_id_that_an_event_left_out_had_set() {
  const auto printer = make_raw_printer(false);
  QCOMPARE(printed(*printer, {"a", "message", "1", true}), std::string("id: 1\ndata: a\n\n"));
  QCOMPARE(printed(*printer, {"b", "message", "2", false}), std::string("id: 2\ndata: b\n\n"));
  QCOMPARE(printed(*printer, {"c", "message", "", false}), std::string("id: \ndata: c\n\n"));
}

void PrintersTest::raw_names_the_stream_in_a_comment() {
  QCOMPARE(printed(*make_raw_printer(true), {"a"}),
           std::string(": stream http://127.0.0.1:8080/v1/stream\ndata: a\n\n"));
}

void PrintersTest::pretty_shows_a_notification() {
  const SampleEvent sample{
      R"({"id":"n1","sellerId":42,"title":"Order 4711 shipped","body":"Two parcels\nby Friday",)"
      R"("url":"https://shop.example/o/4711","data":{"a":1}})"};
  QCOMPARE(pretty(sample, kPlainTerminal), std::string("09:30:00  Order 4711 shipped\n"
                                                       "          Two parcels\n"
                                                       "          by Friday\n"
                                                       "          https://shop.example/o/4711\n"
                                                       "          {\n"
                                                       "            \"a\": 1\n"
                                                       "          }\n"));
}

void PrintersTest::pretty_colors_by_priority() {
  const auto title = [](int priority) {
    return pretty(
        {R"({"id":"n1","sellerId":42,"title":"T","priority":)" + std::to_string(priority) + "}"},
        kColorTerminal);
  };
  QCOMPARE(title(3), std::string("\x1b[2m09:30:00\x1b[0m  \x1b[1mT\x1b[0m\n"));
  QCOMPARE(title(5), std::string("\x1b[2m09:30:00\x1b[0m  \x1b[1;31mT\x1b[0m\n"));
  QVERIFY(title(1) != title(3));
  QVERIFY(title(4) != title(5));
}

void PrintersTest::pretty_indents_json() {
  const SampleEvent sample{R"( {"a":[1,"b\"}",{}],"c":{ },"d":[],"e":null} )", "order.paid"};
  QCOMPARE(pretty(sample, kPlainTerminal), std::string("09:30:00  order.paid  {\n"
                                                       "            \"a\": [\n"
                                                       "              1,\n"
                                                       "              \"b\\\"}\",\n"
                                                       "              {}\n"
                                                       "            ],\n"
                                                       "            \"c\": {},\n"
                                                       "            \"d\": [],\n"
                                                       "            \"e\": null\n"
                                                       "          }\n"));
  QCOMPARE(pretty({"17"}, kColorTerminal),
           std::string("\x1b[2m09:30:00\x1b[0m  \x1b[33m17\x1b[0m\n"));
}

void PrintersTest::pretty_respects_the_width() {
  QCOMPARE(pretty({"words that do not fit into the width of thirty columns"}, kPlainTerminal),
           std::string("09:30:00  words that do not fit into the\n"
                       "          width of thirty columns\n"));
  // Two columns each: fifteen fit into thirty.
  QCOMPARE(pretty({"가나다라마바사아자차카타파하거너더러"}, kPlainTerminal),
           std::string("09:30:00  가나다라마바사아자차카타파하거\n"
                       "          너더러\n"));
  const std::string line(200, 'x');
  QCOMPARE(pretty({line}, kPipe), "09:30:00  " + line + "\n");
}

void PrintersTest::pretty_breaks_the_line_where_nothing_fits_beside() {
  // A long type leaves no room: the text stands below.
  QCOMPARE(
      pretty({"words that do not fit into what is left", "a.rather.long.type"}, kPlainTerminal),
      std::string("09:30:00  a.rather.long.type\n"
                  "          words that do not fit into\n"
                  "          what is left\n"));
  QCOMPARE(pretty({"few words", "a.rather.long.type"}, kPlainTerminal),
           std::string("09:30:00  a.rather.long.type  few words\n"));
  // A narrow terminal has a narrow margin.
  constexpr Terminal kNarrow{true, false, 20};
  QCOMPARE(
      pretty({R"({"id":"1","sellerId":1,"title":"Order 4711 was paid","body":"by card, 38,000"})"},
             kNarrow),
      std::string("09:30:00\n"
                  "  Order 4711 was\n"
                  "  paid\n"
                  "  by card, 38,000\n"));
  constexpr Terminal kHardlyAny{true, false, 1};
  QCOMPARE(pretty({"ab"}, kHardlyAny), std::string("09:30:00\n  a\n  b\n"));
}

void PrintersTest::pretty_shows_controls_by_number_on_a_terminal_only() {
  const SampleEvent sample{"a\x1b[2Jb\r", "t\xe2\x80\xae"};
  QCOMPARE(pretty(sample, kPlainTerminal),
           std::string("09:30:00  t\\u{202e}  a\\u{1b}[2Jb\\u{d}\n"));
  QCOMPARE(pretty(sample, kPipe), std::string("09:30:00  t\xe2\x80\xae  a\x1b[2Jb\r\n"));
  QCOMPARE(pretty({R"({"id":"1","sellerId":1,"title":"a\u001b]0;x\u0007"})"}, kPlainTerminal),
           std::string("09:30:00  a\\u{1b}]0;x\\u{7}\n"));
}

void PrintersTest::pretty_names_the_stream() {
  SampleEvent sample{"a"};
  sample.stream = stream_name("https://shop.example/v1/stream?seller=42", 0);
  QCOMPARE(pretty(sample, kPlainTerminal, true),
           std::string("09:30:00  shop.example…/stream  a\n"));
}

QTEST_APPLESS_MAIN(PrintersTest)
#include "printers_test.moc"

#include <QtTest>
#include <string>
#include <string_view>

#include "tidings/event_parser.h"

#include "core/counted_allocations.h"

using namespace tidings;
using test::allocations;

/// Once warm, the parser takes no memory from the heap, and what lies within one piece it lends.
class EventParserAllocationTest : public QObject {
  Q_OBJECT

 private slots:
  void a_warm_parser_allocates_nothing_data();
  void a_warm_parser_allocates_nothing();
  void a_single_data_line_within_a_piece_is_lent();
};

namespace {

/// Remembers only where the last data lay.
class LastData : public EventSink {
 public:
  std::string_view data;
  std::size_t events = 0;

  void on_event(const Event& event) override {
    data = event.data;
    ++events;
  }
  void on_last_event_id(std::string_view) override {}
  void on_reconnection_time(std::chrono::milliseconds) override {}
  void on_event_too_large(std::uint64_t) override {}
  void on_id_too_large(std::uint64_t) override {}
};

std::string events_of_all_kinds() {
  const std::string text(300, 'x');
  std::string out;
  for (int i = 0; i < 100; ++i) {
    out += "id: " + std::to_string(100 + i) + "\ndata: " + text + "\n\n";
    out += "event: a type longer than a small string\ndata: a\ndata: b\ndata: " + text + "\n\n";
    out += "data: \xED\x95\x9C \xFF " + text + "\r\n\r\n: comment\nretry: 5\n\nid: 9\n\n";
  }
  return out;
}

}  // namespace

void EventParserAllocationTest::a_warm_parser_allocates_nothing_data() {
  QTest::addColumn<int>("piece_size");
  for (const int size : {1, 7, 100, 1400, 16384, 1'000'000}) {
    QTest::addRow("pieces of %d bytes", size) << size;
  }
}

void EventParserAllocationTest::a_warm_parser_allocates_nothing() {
  QFETCH(int, piece_size);
  const std::string stream = events_of_all_kinds();
  const auto size = static_cast<std::size_t>(piece_size);
  EventParser parser;
  LastData sink;
  const auto feed_all = [&] {
    for (std::size_t at = 0; at < stream.size(); at += size) {
      parser.feed(std::string_view(stream).substr(at, size), sink);
    }
  };
  feed_all();
  const std::size_t before = allocations();
  const std::size_t events_before = sink.events;
  feed_all();
  QCOMPARE(allocations() - before, std::size_t{0});
  QCOMPARE(sink.events - events_before, std::size_t{300});
}

void EventParserAllocationTest::a_single_data_line_within_a_piece_is_lent() {
  EventParser parser;
  LastData sink;
  const std::string piece = "event: t\nid: 1\ndata: hello\n\n";
  parser.feed(piece, sink);
  QCOMPARE(static_cast<const void*>(sink.data.data()),
           static_cast<const void*>(piece.data() + piece.find("hello")));
}

QTEST_APPLESS_MAIN(EventParserAllocationTest)
#include "event_parser_allocation_test.moc"

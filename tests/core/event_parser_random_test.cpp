#include <QtTest>
#include <cstdint>
#include <random>
#include <string>

#include "tidings/event_parser.h"

#include "reference_parser.h"
#include "transcript.h"

using namespace tidings;
using namespace tidings::test;

/// Streams made at random (from a fixed seed) out of what a parser may stumble over, cut at random:
/// the parser and the one by the book must report the same.
class EventParserRandomTest : public QObject {
  Q_OBJECT

 private slots:
  void agrees_with_the_parser_by_the_book_data();
  void agrees_with_the_parser_by_the_book();
};

namespace {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  std::string stream() {
    std::string out = below(8) == 0 ? "\xEF\xBB\xBF" : "";
    for (std::size_t lines = below(30); lines > 0; --lines) {
      out += below(4) == 0 ? "" : line();
      out += one_of({"\n", "\n", "\r", "\r\n", "\n\n", "\r\r", "\r\n\r\n"});
    }
    if (below(3) == 0) {
      out += line();
    }
    return out;
  }

 private:
  std::string one_of(std::initializer_list<const char*> choices) {
    return *(choices.begin() + below(choices.size()));
  }

  std::string line() {
    std::string out = one_of({"data", "data", "data", "event", "id", "id", "retry", "", "foo",
                              "datax", "dat", "d", "idx", "\xEF\xBB\xBF", "\xEF\xBB", "\xFF"});
    out += one_of({":", ": ", ": ", ":  ", "", " :"});
    for (std::size_t parts = below(5); parts > 0; --parts) {
      out += part();
    }
    return out;
  }

  std::string part() {
    switch (below(8)) {
      case 0:
        return std::string(below(100), 'x');
      case 1:
        return one_of({"0", "12", "99999999999", "9223372036854775807", "-1", " "});
      case 2:
        return one_of({"\xED\x95\x9C", "\xEA\xB5\xAD\xEC\x96\xB4", "\xC3\xA4", "\xF0\x9F\x98\x80"});
      case 3:
        return one_of({"\xED\x95", "\xF0\x9F", "\xF0\x9F\x98", "\xE0\x80", "\xED\xA0", "\xF4\x90",
                       "\xC2", "\x80", "\xC0", "\xFF", "\xF0\x8F"});
      case 4:
        return {static_cast<char>(below(256))};
      case 5:
        return std::string(1, '\0');
      default:
        return one_of({"a", "b: c", "{\"k\":\"v\"}", ":", " ", "hello"});
    }
  }

  std::mt19937_64 random_;
};

std::string parse_in_pieces(std::string_view stream, EventLimits limits, Generator& random) {
  EventParser parser(limits);
  Transcript transcript;
  const std::size_t longest = 1 + random.below(random.below(2) == 0 ? 8 : 200);
  while (!stream.empty()) {
    const std::size_t size = std::min(stream.size(), random.below(longest + 1));
    feed_exact(parser, stream.substr(0, size), transcript);
    stream.remove_prefix(size);
  }
  return transcript.text();
}

}  // namespace

void EventParserRandomTest::agrees_with_the_parser_by_the_book_data() {
  QTest::addColumn<quint64>("event_size");
  QTest::addColumn<quint64>("id_size");
  QTest::newRow("default limits") << quint64(EventLimits().event_size)
                                  << quint64(EventLimits().id_size);
  QTest::newRow("small limits") << quint64(100) << quint64(20);
  QTest::newRow("tiny limits") << quint64(10) << quint64(3);
  QTest::newRow("ids larger than events") << quint64(5) << quint64(50);
  QTest::newRow("nothing fits") << quint64(0) << quint64(0);
}

void EventParserRandomTest::agrees_with_the_parser_by_the_book() {
  QFETCH(quint64, event_size);
  QFETCH(quint64, id_size);
  const EventLimits limits{event_size, id_size};
  constexpr std::uint64_t kStreams = 4000;
  for (std::uint64_t seed = 0; seed < kStreams; ++seed) {
    Generator random(seed);
    const std::string stream = random.stream();
    Transcript expected;
    parse_by_the_book(stream, limits, expected);
    for (int tries = 0; tries < 3; ++tries) {
      const std::string actual = parse_in_pieces(stream, limits, random);
      QVERIFY2(actual == expected.text(),
               qPrintable(QString("seed %1, stream %2\nexpected\n%3\nbut it was\n%4")
                              .arg(seed)
                              .arg(QString::fromStdString(in_quotes(stream)),
                                   QString::fromStdString(expected.text()),
                                   QString::fromStdString(actual))));
    }
  }
}

QTEST_APPLESS_MAIN(EventParserRandomTest)
#include "event_parser_random_test.moc"

#include "http/body_reader.h"

#include <QTest>

using namespace tidings::server;

namespace {

struct Outcome {
  int status = 0;  // 0: no error
  bool complete = false;
  QByteArray body;
  QByteArray rest;
};

/// Feeds `bytes` in pieces of `size`; what is behind the body stays in `rest`.
Outcome read(const BodyFraming& framing, const QByteArray& bytes, qsizetype size,
             std::uint64_t limit = 100) {
  BodyReader reader(framing, limit);
  Outcome out;
  for (qsizetype at = 0; at < bytes.size() && !reader.complete(); at += size) {
    const std::string piece = bytes.mid(at, size).toStdString();
    std::string_view view = piece;
    if (const auto bad = reader.feed(view)) {
      out.status = bad->status;
      return out;
    }
    out.rest = QByteArray::fromStdString(std::string(view)) + bytes.mid(at + size);
  }
  out.complete = reader.complete();
  if (out.complete)
    out.body = QByteArray::fromStdString(reader.take());
  return out;
}

constexpr BodyFraming kChunked{true, 0};

}  // namespace

/// RFC 9112, sections 6 and 7. Every case is cut at every byte.
class BodyReaderTest : public QObject {
  Q_OBJECT

 private slots:
  void a_body_ends_where_it_says_data() {
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, bool chunked, const char* bytes, const char* body) {
      QTest::newRow(name) << chunked << QByteArray(bytes) << QByteArray(body);
    };
    row("by length", false, "hello", "hello");
    row("one chunk", true, "5\r\nhello\r\n0\r\n\r\n", "hello");
    row("two chunks", true, "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", "hello");
    row("no chunk", true, "0\r\n\r\n", "");
    row("hexadecimal", true, "00A\r\n0123456789\r\n0\r\n\r\n", "0123456789");
    row("small hexadecimal", true, "a\r\n0123456789\r\n0\r\n\r\n", "0123456789");
    row("line ends inside", true, "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n");
    row("extension", true, "5;a=b;c\r\nhello\r\n0;x\r\n\r\n", "hello");
    row("space before the extension", true, "5 ;a\r\nhello\r\n0\r\n\r\n", "hello");
    row("trailer", true, "5\r\nhello\r\n0\r\nX: y\r\nZ: w\r\n\r\n", "hello");
  }
  void a_body_ends_where_it_says() {
    QFETCH(bool, chunked);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, body);
    const BodyFraming framing{chunked, static_cast<std::uint64_t>(bytes.size())};
    for (qsizetype size = 1; size <= bytes.size() + 4; ++size) {
      const Outcome outcome = read(framing, bytes + "NEXT", size);
      QVERIFY2(outcome.complete, qPrintable(QString::number(size)));
      QCOMPARE(outcome.body, body);
      QCOMPARE(outcome.rest, QByteArray("NEXT"));
    }
  }

  void a_body_that_is_cut_is_never_complete() {
    const QByteArray bytes = "2\r\nhe\r\n3\r\nllo\r\n0\r\nX: y\r\n\r\n";
    for (qsizetype size = 0; size < bytes.size(); ++size) {
      const Outcome outcome = read(kChunked, bytes.left(size), 3);
      QVERIFY(!outcome.complete);
      QCOMPARE(outcome.status, 0);
    }
  }

  void bad_chunks_are_refused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QByteArray& bytes, int status = 400) {
      QTest::newRow(name) << bytes << status;
    };
    row("no number", "x\r\n");
    row("empty size", "\r\n");
    row("prefix", "0x3\r\nabc\r\n");
    row("sign", "+3\r\nabc\r\n");
    row("space first", " 3\r\nabc\r\n");
    row("something behind the size", "3 3\r\nabc\r\n");
    row("lone LF", "3\nabc\r\n");
    row("lone CR in the extension", "3;a\rb\r\nabc\r\n");
    row("longer than it says", "3\r\nabcd\r\n");
    row("beyond 64 bits", "10000000000000000\r\n");
    row("endless extension", "3;" + QByteArray(2000, 'x'));
    row("endless trailer", "0\r\n" + QByteArray("X: y\r\n").repeated(5000), 431);
    row("too large at once", "65\r\n", 413);
    row("too large together", "64\r\n" + QByteArray(100, 'x') + "\r\n1\r\n", 413);
    row("huge", "ffffffffffffffff\r\n", 413);
  }
  void bad_chunks_are_refused() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    for (qsizetype size : {qsizetype{1}, qsizetype{7}, bytes.size()})
      QCOMPARE(read(kChunked, bytes, size).status, status);
  }

  void a_length_beyond_the_limit_is_refused_at_its_first_byte() {
    QCOMPARE(read({false, 101}, "x", 1).status, 413);
    QCOMPARE(read({false, 18446744073709551615U}, "x", 1).status, 413);
    QVERIFY(read({false, 100}, QByteArray(100, 'x'), 9).complete);
  }
};

QTEST_GUILESS_MAIN(BodyReaderTest)
#include "body_reader_test.moc"

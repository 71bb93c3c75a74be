#include "load/response_reader.h"

#include <QTest>
#include <string>

namespace tidings::load {

class ResponseReaderTest : public QObject {
  Q_OBJECT

 private:
  struct Read {
    std::string body;
    ResponseReader::State state;
    int status;
    std::string rest;
  };

  static Read read(std::string_view bytes, std::size_t piece_size) {
    ResponseReader reader;
    Read out{};
    while (!bytes.empty() && reader.state() != ResponseReader::State::complete) {
      std::string_view piece = bytes.substr(0, piece_size);
      bytes.remove_prefix(piece.size());
      while (!piece.empty() && reader.state() != ResponseReader::State::complete &&
             reader.state() != ResponseReader::State::broken)
        out.body += reader.next(piece);
      out.rest = piece;
      if (reader.state() == ResponseReader::State::broken)
        break;
    }
    out.state = reader.state();
    out.status = reader.status();
    out.rest += bytes;
    return out;
  }

 private slots:
  void every_framing_is_read_in_pieces_of_any_size_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("complete");
    QTest::newRow("chunked") << QByteArray(
                                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    "5\r\nhello\r\nA;x=1\r\n, streams!\r\n0\r\n\r\n")
                             << QByteArray("hello, streams!") << true;
    QTest::newRow("counted") << QByteArray("HTTP/1.1 201 Created\r\ncontent-length:  4\r\n\r\nbody")
                             << QByteArray("body") << true;
    QTest::newRow("empty") << QByteArray("HTTP/1.1 202 OK\r\nContent-Length: 0\r\n\r\n")
                           << QByteArray() << true;
    QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << QByteArray()
                                << true;
    QTest::newRow("until close") << QByteArray("HTTP/1.1 200 OK\r\n\r\nall of it")
                                 << QByteArray("all of it") << false;
  }
  void every_framing_is_read_in_pieces_of_any_size() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, body);
    QFETCH(bool, complete);
    for (std::size_t size = 1; size <= static_cast<std::size_t>(bytes.size()); ++size) {
      const Read out = read(bytes.toStdString(), size);
      QCOMPARE(QByteArray::fromStdString(out.body), body);
      QCOMPARE(out.state == ResponseReader::State::complete, complete);
    }
  }

  void the_next_answer_is_left_alone() {
    const std::string first = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";
    const Read out = read(first + "HTTP/1.1 503 No\r\n", 1000);
    QCOMPARE(out.status, 201);
    QCOMPARE(out.rest, std::string("HTTP/1.1 503 No\r\n"));
  }

  void what_is_no_http_is_broken() {
    QVERIFY(read("SSH-2.0-x\r\n\r\n", 100).state == ResponseReader::State::broken);
    QVERIFY(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 100).state ==
            ResponseReader::State::broken);
    QVERIFY(read(std::string(20'000, 'x'), 1000).state == ResponseReader::State::broken);
  }
};

}  // namespace tidings::load

QTEST_GUILESS_MAIN(tidings::load::ResponseReaderTest)
#include "response_reader_test.moc"

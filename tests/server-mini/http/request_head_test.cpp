#include "http/request_head.h"

#include <QTest>

using namespace tidings::server;

namespace {

RequestHead good(const QByteArray& text) {
  auto head = parse_head(text.toStdString());
  if (const auto* bad = std::get_if<BadRequest>(&head))
    qFatal("refused: %s", bad->detail.c_str());
  return std::get<RequestHead>(head);
}

}  // namespace

/// RFC 9112: what is taken, and that everything ambiguous is not.
class RequestHeadTest : public QObject {
  Q_OBJECT

 private slots:
  void a_plain_request_is_read() {
    const RequestHead head =
        good("GET /v1/stream?a=b HTTP/1.1\r\nHost: x\r\nLast-Event-ID:  7-0 \t\r\n\r\n");
    QCOMPARE(head.method, std::string("GET"));
    QCOMPARE(head.target, std::string("/v1/stream?a=b"));
    QCOMPARE(head.minor_version, 1);
    QCOMPARE(head.field("last-event-id").value_or(""), std::string_view("7-0"));
    QVERIFY(!head.field("x"));
    QVERIFY(!head.body.has_body());
    QVERIFY(head.keep_alive);
  }

  void the_end_is_found_at_every_cut() {
    const std::string text = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    for (std::size_t size = 0; size < text.size(); ++size)
      QVERIFY(!find_head_end(text.substr(0, size)));
    QVERIFY(find_head_end(text + "rest") == text.size());
  }

  void an_absolute_target_loses_its_origin_data() {
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("path") << QByteArray("http://a.example:80/v1/stream?x=/")
                          << QByteArray("/v1/stream?x=/");
    QTest::newRow("no path") << QByteArray("HTTPS://a.example") << QByteArray("/");
    QTest::newRow("only a query") << QByteArray("http://a.example?x=1") << QByteArray("/?x=1");
    QTest::newRow("asterisk") << QByteArray("*") << QByteArray("*");
  }
  void an_absolute_target_loses_its_origin() {
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, path);
    const RequestHead head = good("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(QByteArray::fromStdString(head.target), path);
  }

  void framing_is_read_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<quint64>("length");
    const auto row = [](const char* name, const char* fields, bool chunked, quint64 length) {
      QTest::newRow(name) << QByteArray(fields) << chunked << length;
    };
    row("none", "", false, 0);
    row("length", "Content-Length: 12\r\n", false, 12);
    row("no length", "Content-Length: 0\r\n", false, 0);
    row("largest", "Content-Length: 18446744073709551615\r\n", false, 18446744073709551615U);
    row("chunked", "Transfer-Encoding: Chunked\r\n", true, 0);
  }
  void framing_is_read() {
    QFETCH(QByteArray, fields);
    QFETCH(bool, chunked);
    QFETCH(quint64, length);
    const RequestHead head = good("POST / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
    QCOMPARE(head.body.chunked, chunked);
    QCOMPARE(quint64{head.body.length}, length);
  }

  void the_connection_s_life_is_read_data() {
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("kept");
    const auto row = [](const char* version, const char* connection, bool kept) {
      QTest::addRow("%s %s", version, connection)
          << QByteArray(version) << QByteArray(connection) << kept;
    };
    row("HTTP/1.1", "", true);
    row("HTTP/1.1", "Connection: close\r\n", false);
    row("HTTP/1.1", "Connection: x, Close\r\n", false);
    row("HTTP/1.1", "Connection: keep-alive\r\nConnection: close\r\n", false);
    row("HTTP/1.0", "", false);
    row("HTTP/1.0", "Connection: Keep-Alive\r\n", true);
  }
  void the_connection_s_life_is_read() {
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, connection);
    QFETCH(bool, kept);
    QCOMPARE(good("GET / " + version + "\r\nHost: x\r\n" + connection + "\r\n").keep_alive, kept);
  }

  void what_could_be_understood_differently_is_refused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QByteArray& text, int status) {
      QTest::newRow(name) << text << status;
    };
    const auto with = [](const char* fields) {
      return QByteArray("POST / HTTP/1.1\r\nHost: x\r\n") + fields + "\r\n";
    };
    row("no request line", "\r\n\r\n", 400);
    row("garbage", QByteArray("\0\1\2\r\n\r\n", 7), 400);
    row("no version", "GET /\r\n\r\n", 400);
    row("no target", "GET  HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("HTTP/2", "GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505);
    row("HTTP/1.2", "GET / HTTP/1.2\r\nHost: x\r\n\r\n", 505);
    row("small http", "GET / http/1.1\r\nHost: x\r\n\r\n", 400);
    row("method with a colon", "GE:T / HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("relative target", "GET v1 HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("another scheme", "GET ftp://x/ HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("target with a space", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("target with a fragment", "GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("target beyond ASCII", "GET /\xc3\xa4 HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("no host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", 400);
    row("lone LF after the request line", "GET / HTTP/1.1\nHost: x\r\n\r\n", 400);
    row("lone LF after a field", "GET / HTTP/1.1\r\nHost: x\n\r\n", 400);
    row("lone LF at the end", "GET / HTTP/1.1\r\nHost: x\r\n\n", 400);
    row("lone CR in a field", with("A: b\rc\r\n"), 400);
    row("field without a colon", with("Abc\r\n"), 400);
    row("field without a name", with(": x\r\n"), 400);
    row("space before the colon", with("Content-Length : 3\r\n"), 400);
    row("folded field", with("A: b\r\n c\r\n"), 400);
    row("NUL in a field", QByteArray("GET / HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n", 34), 400);
    row("escape in a field", with("A: \x1b[31m\r\n"), 400);
    row("two lengths", with("Content-Length: 3\r\nContent-Length: 0\r\n"), 400);
    row("the same length twice", with("Content-Length: 3\r\nContent-Length: 3\r\n"), 400);
    row("a list of lengths", with("Content-Length: 3, 3\r\n"), 400);
    row("length with a sign", with("Content-Length: +3\r\n"), 400);
    row("negative length", with("Content-Length: -3\r\n"), 400);
    row("length with a fraction", with("Content-Length: 3.0\r\n"), 400);
    row("hexadecimal length", with("Content-Length: 0x3\r\n"), 400);
    row("empty length", with("Content-Length:\r\n"), 400);
    row("length beyond 64 bits", with("Content-Length: 18446744073709551616\r\n"), 400);
    row("length and chunks", with("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400);
    row("chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("another encoding", with("Transfer-Encoding: gzip\r\n"), 501);
    row("two encodings", with("Transfer-Encoding: gzip, chunked\r\n"), 501);
    row("chunked twice", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 501);
    row("nearly chunked", with("Transfer-Encoding: xchunked\r\n"), 501);
    row("two words as host", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400);
    row("a path as host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
    row("user info as host", "GET / HTTP/1.0\r\nHost: u@a\r\n\r\n", 400);
    row("two hosts in one field", "GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", 400);
    row("another expectation", with("Expect: 200-maybe\r\n"), 417);
    row("too many fields", with(QByteArray("A: b\r\n").repeated(100)), 431);
  }
  void what_could_be_understood_differently_is_refused() {
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    const auto head = parse_head(text.toStdString());
    const auto* bad = std::get_if<BadRequest>(&head);
    QVERIFY(bad != nullptr);
    QCOMPARE(bad->status, status);
    QVERIFY(!bad->detail.empty());
  }
};

QTEST_GUILESS_MAIN(RequestHeadTest)
#include "request_head_test.moc"

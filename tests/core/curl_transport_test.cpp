// What the real transport sends for a request, and what it makes of an answer.
#include <QTemporaryDir>
#include <QtTest>

#include "conformance/harness/scripted_server.h"
#include "core/transport_bench.h"
#include "support/std_strings.h"

using namespace tidings;
using conformance::Connection;
using conformance::ScriptedServer;
using test::TransportBench;
using Kind = HttpEnd::Kind;
using Words = std::vector<std::string>;

namespace {

const std::string kEvent = "data: 1\n\n";

std::string from_hex(const char* hex) {
  return QByteArray::fromHex(hex).toStdString();
}

}  // namespace

class CurlTransportTest : public QObject {
  Q_OBJECT

 private slots:
  void sends_nothing_but_what_it_is_told();
  void sends_a_header_without_a_value();
  void sends_a_body_data();
  void sends_a_body();
  void sends_a_large_body_at_once();
  void asks_for_compression_only_on_request();
  void hands_on_the_head();
  void hands_on_the_head_before_any_byte_of_the_body();
  void interim_answers_are_not_shown();
  void a_redirect_is_made_absolute_data();
  void a_redirect_is_made_absolute();
  void hands_on_each_piece_as_it_comes();
  void a_body_ends_as_http_says_data();
  void a_body_ends_as_http_says();
  void decodes_what_comes_compressed_unasked_data();
  void decodes_what_comes_compressed_unasked();
  void every_byte_is_a_sign_of_life();
  void speaks_over_a_unix_socket();
  void speaks_over_ipv6();
  void uses_a_kept_connection_unless_told_otherwise();
  void tells_what_goes_over_the_wire_without_secrets();

 private:
  TransportBench bench_;
};

void CurlTransportTest::sends_nothing_but_what_it_is_told() {
  ScriptedServer server;
  HttpRequest request;
  request.method = "REPORT";
  request.url = server.url("/a?b=c");
  request.headers = {{"Accept", "text/event-stream"}, {"X-One", "1"}, {"x-one", "2"}};
  const auto exchange = bench_.start(request);
  Connection& connection = server.await_request();
  const conformance::HttpRequest& seen = connection.request();
  QCOMPARE(seen.method, std::string("REPORT"));
  QCOMPARE(seen.target, std::string("/a?b=c"));
  QCOMPARE(seen.header_values("Accept"), Words{"text/event-stream"});
  QCOMPARE(seen.header_values("X-One"), (Words{"1", "2"}));
  for (const char* name : {"User-Agent", "Accept-Encoding", "Expect", "Content-Length"}) {
    QVERIFY2(seen.header_values(name).empty(), name);
  }
}

void CurlTransportTest::sends_a_header_without_a_value() {
  ScriptedServer server;
  HttpRequest request;
  request.url = server.url();
  request.headers = {{"X-Empty", ""}, {"X-Blank", "  "}};
  const auto exchange = bench_.start(request);
  const conformance::HttpRequest& seen = server.await_request().request();
  QCOMPARE(seen.header_values("X-Empty"), Words{""});
  QCOMPARE(seen.header_values("X-Blank"), Words{""});
}

void CurlTransportTest::sends_a_body_data() {
  QTest::addColumn<QByteArray>("method");
  QTest::addColumn<QByteArray>("body");
  QTest::newRow("POST") << QByteArray("POST") << QByteArray("{\"model\": 1}");
  QTest::newRow("POST of nothing") << QByteArray("POST") << QByteArray("");
  QTest::newRow("PUT with NUL") << QByteArray("PUT") << QByteArray("a\0b", 3);
  QTest::newRow("GET with a body") << QByteArray("GET") << QByteArray("query");
}

void CurlTransportTest::sends_a_body() {
  ScriptedServer server;
  HttpRequest request;
  request.method = test::fetch("method");
  request.url = server.url();
  request.body = test::fetch("body");
  const auto exchange = bench_.start(request);
  Connection& connection = server.await_request();
  QCOMPARE(connection.request().method, request.method);
  QCOMPARE(connection.request().body, *request.body);
  QCOMPARE(connection.request().header_values("Content-Length"),
           Words{std::to_string(request.body->size())});
  connection.respond(201);
  QCOMPARE(exchange->await_end().kind, Kind::complete);
}

void CurlTransportTest::sends_a_large_body_at_once() {
  ScriptedServer server;
  HttpRequest request;
  request.method = "POST";
  request.url = server.url();
  request.body = std::string(std::size_t{3} << 20, 'x');
  const auto exchange = bench_.start(request);
  Connection& connection = server.await_request();
  QVERIFY(connection.request().header_values("Expect").empty());
  QCOMPARE(connection.request().body.size(), request.body->size());
}

void CurlTransportTest::asks_for_compression_only_on_request() {
  ScriptedServer server;
  HttpConnectionSettings connection;
  connection.compressed = true;
  const auto exchange = bench_.get(server.url(), connection);
  const Words asked = server.await_request().request().header_values("Accept-Encoding");
  QCOMPARE(asked.size(), 1U);
  QVERIFY(asked.front().find("gzip") != std::string::npos);
}

void CurlTransportTest::hands_on_the_head() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  server.await_request().send(
      "HTTP/1.1 429 Slow Down\r\nRetry-After:   7  \r\nX-Two: a\r\nX-Two: b\r\nX-Empty:\r\n"
      "X-Folded: one\r\n  two\r\nContent-Length: 0\r\n\r\n");
  const HttpResponseHead head = exchange->await_head();
  QCOMPARE(head.status, 429);
  QCOMPARE(head.version, std::string("HTTP/1.1"));
  QCOMPARE(std::string(head.header("retry-after").value_or("?")), std::string("7"));
  QCOMPARE(std::string(head.header("X-Two").value_or("?")), std::string("a"));
  QCOMPARE(std::string(head.header("X-Empty").value_or("?")), std::string(""));
  QCOMPARE(std::string(head.header("X-Folded").value_or("?")), std::string("one two"));
  QVERIFY(!head.header("Location").has_value());
  QCOMPARE(head.redirect_url, std::string(""));
  QCOMPARE(exchange->await_end().kind, Kind::complete);
  QCOMPARE(exchange->calls(), (Words{"head", "end"}));
}

void CurlTransportTest::hands_on_the_head_before_any_byte_of_the_body() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  Connection& connection = server.open_stream();
  QCOMPARE(exchange->await_head().status, 200);
  QCOMPARE(exchange->calls(), Words{"head"});
  connection.stream(kEvent);
  QCOMPARE(exchange->await_bytes(kEvent.size()), kEvent);
}

void CurlTransportTest::interim_answers_are_not_shown() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  server.await_request().send(
      "HTTP/1.1 103 Early Hints\r\nX-Hint: 1\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
      "HTTP/1.1 204 No Content\r\nX-Real: 1\r\n\r\n");
  const HttpResponseHead head = exchange->await_head();
  QCOMPARE(head.status, 204);
  QCOMPARE(head.headers.size(), 1U);
  QCOMPARE(exchange->await_end().kind, Kind::complete);
  QCOMPARE(exchange->calls(), (Words{"head", "end"}));
}

void CurlTransportTest::a_redirect_is_made_absolute_data() {
  QTest::addColumn<QByteArray>("location");
  QTest::addColumn<QByteArray>("expected");
  const auto row = [](const char* location, const char* expected) {
    QTest::newRow(*location == '\0' ? "(empty)" : location)
        << QByteArray(location) << QByteArray(expected);
  };
  row("/other", "http://ORIGIN/other");
  row("other", "http://ORIGIN/a/other");
  row("./other", "http://ORIGIN/a/other");
  row("../other", "http://ORIGIN/other");
  row("../../../other", "http://ORIGIN/other");
  row("?q=2", "http://ORIGIN/a/b?q=2");
  row("//elsewhere.test/x", "http://elsewhere.test/x");
  row("https://elsewhere.test:8443/x?y#z", "https://elsewhere.test:8443/x?y#z");
  row("HTTP://Elsewhere.test", "http://Elsewhere.test/");
  row("/with space", "http://ORIGIN/with%20space");
  row("/caf\xC3\xA9", "http://ORIGIN/caf%c3%a9");
  row("ftp://elsewhere.test/x", "ftp://elsewhere.test/x");
  row("", "");
  row("http://", "");
  row("http://elsewhere.test:99999/", "");
}

void CurlTransportTest::a_redirect_is_made_absolute() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url("/a/b?q=1"));
  server.await_request().respond(307, "Location: " + test::fetch("location") + "\r\n");
  QString expected = QString::fromStdString(test::fetch("expected"));
  expected.replace("ORIGIN", QString("127.0.0.1:%1").arg(server.port()));
  QCOMPARE(QString::fromStdString(exchange->await_head().redirect_url), expected);
}

void CurlTransportTest::hands_on_each_piece_as_it_comes() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  Connection& connection = server.open_stream("", conformance::Framing::Chunked);
  std::string sent;
  for (const std::string piece : {"d", "ata: 1\n", "\n", ": heartbeat\n\n"}) {
    connection.stream(piece);
    sent += piece;
    QCOMPARE(exchange->await_bytes(sent.size()), sent);
  }
  connection.end_stream();
  QCOMPARE(exchange->await_end().kind, Kind::complete);
}

void CurlTransportTest::a_body_ends_as_http_says_data() {
  QTest::addColumn<QByteArray>("answer");
  QTest::newRow("with the connection") << QByteArray("\r\ndata: 1\n\n");
  QTest::newRow("HTTP/1.0") << QByteArray("Connection: keep-alive\r\n\r\ndata: 1\n\n");
  QTest::newRow("after its length") << QByteArray("Content-Length: 9\r\n\r\ndata: 1\n\nmore");
  QTest::newRow("with the last chunk")
      << QByteArray("Transfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n0\r\n\r\n");
  QTest::newRow("with trailers") << QByteArray(
      "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n0\r\nX-T: 1\r\n\r\n");
  QTest::newRow("with chunk extensions")
      << QByteArray("Transfer-Encoding: chunked\r\n\r\n9;a=b;c\r\ndata: 1\n\n\r\n0000;x\r\n\r\n");
}

void CurlTransportTest::a_body_ends_as_http_says() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  Connection& connection = server.await_request();
  connection.send("HTTP/1.1 200 OK\r\n" + test::fetch("answer"));
  connection.close();
  const HttpEnd end = exchange->await_end();
  QCOMPARE(end.kind, Kind::complete);
  QCOMPARE(end.reason, std::string(""));
  QCOMPARE(exchange->await_bytes(0), kEvent);
}

void CurlTransportTest::decodes_what_comes_compressed_unasked_data() {
  QTest::addColumn<QByteArray>("encoding");
  QTest::addColumn<QByteArray>("hex");
  QTest::newRow("gzip") << QByteArray("gzip")
                        << QByteArray("1f8b08000000000000034b492c49b45230e4e20200cecd785409000000");
  QTest::newRow("x-gzip") << QByteArray("x-gzip")
                          << QByteArray(
                                 "1f8b08000000000000034b492c49b45230e4e20200cecd785409000000");
  QTest::newRow("deflate") << QByteArray("deflate")
                           << QByteArray("789c4b492c49b45230e4e202000e5a023a");
  QTest::newRow("deflate without the zlib header")
      << QByteArray("deflate") << QByteArray("4b492c49b45230e4e20200");
  // An uncompressed meta-block of 9 bytes, then an empty last one.
  QTest::newRow("br") << QByteArray("br") << QByteArray("0b0480646174613a20310a0a03");
}

void CurlTransportTest::decodes_what_comes_compressed_unasked() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  server.await_request().respond(200, "Content-Encoding: " + test::fetch("encoding") + "\r\n",
                                 from_hex(test::fetch("hex").c_str()));
  const HttpEnd end = exchange->await_end();
  QCOMPARE(end.reason, std::string(""));
  QCOMPARE(exchange->await_bytes(0), kEvent);
}

void CurlTransportTest::every_byte_is_a_sign_of_life() {
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  Connection& connection = server.await_request();
  std::size_t before = 0;
  const auto each_counts = [&](std::string_view bytes) {
    for (std::size_t index = 0; index < bytes.size(); ++index) {
      connection.send(bytes.substr(index, 1));
      exchange->await([before](auto& e) { return e.activities() > before; },
                      "a sign of life for " + std::string(bytes.substr(0, index + 1)));
      connection.await_read();
      // libcurl may read once more unasked: the next byte waits until it is at rest.
      bench_.on_loop([] {});
      bench_.on_loop([] {});
      before = exchange->activities();
    }
  };
  each_counts("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  each_counts("1;extension\r\nx\r\n0\r\n");
}

void CurlTransportTest::speaks_over_a_unix_socket() {
  const QTemporaryDir folder;
  const std::string path = folder.filePath("socket").toStdString();
  ScriptedServer server(ScriptedServer::UnixSocket{path});
  HttpConnectionSettings settings;
  settings.unix_socket = path;
  const auto exchange = bench_.get("http://shop.example/stream", settings);
  Connection& connection = server.await_request();
  QCOMPARE(connection.request().header_values("Host"), Words{"shop.example"});
  connection.respond(200, {}, kEvent);
  QCOMPARE(exchange->await_end().kind, Kind::complete);

  settings.unix_socket = path + "-not";
  const HttpEnd end = bench_.get("http://shop.example/stream", settings)->await_end();
  QCOMPARE(end.reason,
           "no connection to the socket " + settings.unix_socket + ": no such file or directory");
  QCOMPARE(end.kind, Kind::interrupted);
}

void CurlTransportTest::speaks_over_ipv6() {
  ScriptedServer server("::1");
  const auto exchange = bench_.get(server.url());
  server.await_request().respond(200, {}, kEvent);
  QCOMPARE(exchange->await_end().kind, Kind::complete);
}

void CurlTransportTest::uses_a_kept_connection_unless_told_otherwise() {
  ScriptedServer server;
  HttpRequest request;
  request.url = server.url();
  Connection& first = [&]() -> Connection& {
    const auto exchange = bench_.start(request);
    Connection& connection = server.await_request();
    connection.respond_keep_alive(200, {}, "one");
    exchange->await_end();
    return connection;
  }();
  {
    const auto exchange = bench_.start(request);
    Connection& connection = server.await_request();
    QCOMPARE(&connection, &first);
    connection.respond_keep_alive(200, {}, "two");
    exchange->await_end();
  }
  request.fresh_connection = true;
  const auto exchange = bench_.start(request);
  QVERIFY(&server.await_request() != &first);
}

void CurlTransportTest::tells_what_goes_over_the_wire_without_secrets() {
  ScriptedServer server;
  HttpRequest request;
  request.url = server.url("/stream?token=SECRET1&topic=a");
  request.headers = {
      {"Authorization", "Bearer SECRET2"}, {"X-Shop-Token", "SECRET4"}, {"X-Shop", "7"}};
  request.trace = true;
  const auto exchange = bench_.start(request);
  server.await_request().respond(200,
                                 "Set-Cookie: id=SECRET3\r\nX-Answer: 42\r\n"
                                 "X-Echo: not SECRET2, SECRET4\r\n"
                                 "WWW-Authenticate: Bearer error=x\r\n",
                                 kEvent);
  exchange->await_end();
  const std::string trace = exchange->trace();
  for (const char* line : {"> GET /stream?token=***&topic=a HTTP/1.1\n", "> Authorization: ***\n",
                           "> X-Shop: 7\n", "< HTTP/1.1 200 Scripted\n", "< Set-Cookie: ***\n",
                           "< X-Answer: 42\n", "< X-Echo: not ***, ***\n",
                           "< WWW-Authenticate: Bearer error=x\n", "* Connected to 127.0.0.1"}) {
    QVERIFY2(trace.find(line) != std::string::npos, line);
  }
  QVERIFY2(trace.find("SECRET") == std::string::npos, trace.c_str());
  QVERIFY2(trace.find(kEvent) == std::string::npos, trace.c_str());
}

QTEST_APPLESS_MAIN(CurlTransportTest)
#include "curl_transport_test.moc"

// Every way in which an exchange can fail: which kind it is, and the words for it.
#include <QtTest>

#include "conformance/harness/listener.h"
#include "conformance/harness/scripted_server.h"
#include "core/name_lookup.h"
#include "core/transport_bench.h"
#include "support/std_strings.h"

using namespace tidings;
using namespace std::chrono_literals;
using conformance::Connection;
using conformance::ScriptedServer;
using test::TransportBench;
using Kind = HttpEnd::Kind;

namespace {

constexpr std::string_view kHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

/// What a server does with a request, and how that ends.
struct Failing {
  const char* name;
  std::function<void(Connection&)> answer;
  Kind kind;
  std::string reason;  ///< or its beginning
};

std::string head(std::string_view more) {
  return std::string(kHead).append(more).append("\r\n");
}

void send_then_close(Connection& connection, const std::string& bytes) {
  connection.try_send(bytes);
  connection.close();
}

/// Sends the same bytes again and again, until the client has had enough.
void send_without_end(Connection& connection, const std::string& bytes) {
  while (connection.try_send(bytes)) {
  }
}

std::function<void(Connection&)> closing_after(std::string bytes) {
  return [bytes = std::move(bytes)](Connection& c) { send_then_close(c, bytes); };
}

const std::vector<Failing>& failings() {
  static const std::vector<Failing> kAll{
      {"closed without an answer", [](Connection& c) { c.close(); }, Kind::interrupted,
       "the server closed the connection without an answer"},
      {"reset before the answer", [](Connection& c) { c.reset(); }, Kind::interrupted,
       "connection reset by peer"},
      {"reset in the head",
       [](Connection& c) {
         c.send(kHead);
         c.await_read();
         c.reset();
       },
       Kind::interrupted, "connection reset by peer"},
      {"reset in the stream",
       [](Connection& c) {
         c.open_stream();
         c.await_read();
         c.reset();
       },
       Kind::interrupted, "connection reset by peer"},
      {"cut in the middle of a chunk",
       closing_after(head("Transfer-Encoding: chunked\r\n") + "ff\r\ndata: 1"), Kind::interrupted,
       "the connection was cut in the middle of the stream"},
      {"cut between two chunks",
       closing_after(head("Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n"), Kind::interrupted,
       "the connection was cut in the middle of the stream"},
      {"shorter than its Content-Length", closing_after(head("Content-Length: 9\r\n") + "data:"),
       Kind::interrupted, "the connection was cut in the middle of the stream"},
      {"a chunk size that is no number",
       closing_after(head("Transfer-Encoding: chunked\r\n") + "zz\r\ndata"), Kind::interrupted,
       "the stream's chunked encoding is damaged"},
      {"a chunk size beyond 64 bits",
       closing_after(head("Transfer-Encoding: chunked\r\n") + "11111111111111111\r\ndata"),
       Kind::interrupted, "the stream's chunked encoding is damaged"},
      {"a chunk longer than its size",
       closing_after(head("Transfer-Encoding: chunked\r\n") + "1\r\ndata\r\n"), Kind::interrupted,
       "the stream's chunked encoding is damaged"},
      {"damaged gzip", closing_after(head("Content-Encoding: gzip\r\n") + "this is no gzip at all"),
       Kind::interrupted, "the stream's compression is damaged"},
      {"damaged brotli", closing_after(head("Content-Encoding: br\r\n") + std::string(200, '\xff')),
       Kind::interrupted, "the stream's compression is damaged"},
      {"truncated gzip",
       closing_after(head("Content-Encoding: gzip\r\n") +
                     std::string("\x1f\x8b\x08\0\0\0\0\0\0\3KI,I\xb4R0\xe4", 18)),
       Kind::interrupted, "the connection was cut in the middle of the stream"},
      {"truncated brotli",
       closing_after(head("Content-Encoding: br\r\n") + "\x0b\x04\x80"
                                                        "data"),
       Kind::interrupted, "the connection was cut in the middle of the stream"},
      {"an unknown compression", closing_after(head("Content-Encoding: rot13\r\n") + "qngn: 1"),
       Kind::unusable, "the server compresses in a way that is not known here (`rot13`)"},
      {"no HTTP", closing_after("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"), Kind::unusable,
       "what the server sent is not HTTP"},
      {"no status code", closing_after("HTTP/1.1 OK\r\n\r\n"), Kind::unusable,
       "what the server sent is not HTTP"},
      {"an HTTP version from the future", closing_after("HTTP/7.0 200 OK\r\n\r\n"), Kind::unusable,
       "what the server sent is not HTTP"},
      {"a header line without end",
       [](Connection& c) {
         c.send(std::string(kHead) + "X-Endless: ");
         send_without_end(c, std::string(4096, 'x'));
       },
       Kind::unusable, "a line of the answer's headers is longer than 100 KB"},
      {"header lines without end",
       [](Connection& c) {
         c.send(kHead);
         send_without_end(c, "X-Endless: " + std::string(1000, 'x') + "\r\n");
       },
       Kind::unusable, "the answer's headers are larger than 256 KiB"},
      {"interim answers without end",
       [](Connection& c) { send_without_end(c, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"); },
       Kind::unusable, "the answer's headers are larger than 256 KiB"},
      {"trailers without end",
       [](Connection& c) {
         c.send(head("Transfer-Encoding: chunked\r\n") + "0\r\n");
         send_without_end(c, "X-Trailer: " + std::string(1000, 'x') + "\r\n");
       },
       Kind::unusable, "the answer's headers are larger than 256 KiB"},
  };
  return kAll;
}

}  // namespace

class CurlTransportFailureTest : public QObject {
  Q_OBJECT

 private slots:
  void an_answer_fails_data();
  void an_answer_fails();
  void a_refused_connection();
  void an_unknown_name();
  void a_connection_that_nobody_answers();
  void a_name_look_up_that_hangs_holds_up_nobody();
  void one_look_up_serves_all_who_need_it();
  void a_look_up_that_fails_does_so_for_all_who_wait();
  void when_who_looks_up_goes_another_does();
  void a_tls_handshake_that_hangs();
  void a_bad_url_data();
  void a_bad_url();

 private:
  TransportBench bench_;
};

void CurlTransportFailureTest::an_answer_fails_data() {
  QTest::addColumn<std::size_t>("number");
  for (std::size_t number = 0; number < failings().size(); ++number) {
    QTest::newRow(failings()[number].name) << number;
  }
}

void CurlTransportFailureTest::an_answer_fails() {
  QFETCH(std::size_t, number);
  const Failing& failing = failings()[number];
  ScriptedServer server;
  const auto exchange = bench_.get(server.url());
  failing.answer(server.await_request());
  const HttpEnd end = exchange->await_end();
  QCOMPARE(end.reason.substr(0, failing.reason.size()), failing.reason);
  QCOMPARE(end.kind, failing.kind);
  QCOMPARE(exchange->calls().back(), std::string("end"));
}

void CurlTransportFailureTest::a_refused_connection() {
  const conformance::RefusingPort port;
  const HttpEnd end =
      bench_.get("http://127.0.0.1:" + std::to_string(port.port()) + "/")->await_end();
  QCOMPARE(end.reason, std::string("connection refused"));
  QCOMPARE(end.kind, Kind::interrupted);
}

void CurlTransportFailureTest::an_unknown_name() {
  const HttpEnd end = bench_.get("http://unknown.test/")->await_end();
  QCOMPARE(end.reason, std::string("the name of the server could not be resolved (Could not "
                                   "resolve host: unknown.test)"));
  QCOMPARE(end.kind, Kind::interrupted);
}

void CurlTransportFailureTest::a_connection_that_nobody_answers() {
  const conformance::SilentPort port;
  HttpConnectionSettings connection;
  connection.connect_timeout = 150ms;
  const HttpEnd end =
      bench_.get("http://127.0.0.1:" + std::to_string(port.port()) + "/", connection)->await_end();
  QCOMPARE(end.reason, std::string("no connection within 150ms"));
  QCOMPARE(end.kind, Kind::interrupted);
}

void CurlTransportFailureTest::a_name_look_up_that_hangs_holds_up_nobody() {
  const test::HangingLookUps hanging;
  HttpConnectionSettings connection;
  connection.connect_timeout = 150ms;
  const auto timed_out = bench_.get("http://hangs.test/", connection);
  const auto dropped = bench_.get("http://hangs.test/");
  hanging.await();
  dropped->drop();
  const HttpEnd end = timed_out->await_end();
  QCOMPARE(end.reason, std::string("no connection within 150ms: the name look-up did not end"));
  QCOMPARE(end.kind, Kind::interrupted);

  ScriptedServer server;
  const auto other = bench_.get(server.url());
  server.await_request().respond(200, {}, "goes on");
  QCOMPARE(other->await_end().kind, Kind::complete);
}

void CurlTransportFailureTest::one_look_up_serves_all_who_need_it() {
  ScriptedServer server;
  const std::string url = "http://once.loopback.test:" + std::to_string(server.port()) + "/";
  std::vector<std::unique_ptr<TransportBench::Exchange>> exchanges;
  bench_.on_loop([&] {
    for (int number = 0; number < 20; ++number) {
      exchanges.push_back(bench_.get(url));
    }
  });
  for (std::size_t number = 0; number < exchanges.size(); ++number) {
    server.await_request().respond(200, {}, "x");
  }
  for (const auto& exchange : exchanges) {
    QCOMPARE(exchange->await_end().kind, Kind::complete);
  }
  QCOMPARE(test::look_ups_of("once.loopback.test"), 1);
}

void CurlTransportFailureTest::a_look_up_that_fails_does_so_for_all_who_wait() {
  const int before = test::look_ups_of("unknown.test");
  std::vector<std::unique_ptr<TransportBench::Exchange>> exchanges;
  bench_.on_loop([&] {
    for (int number = 0; number < 20; ++number) {
      exchanges.push_back(bench_.get("http://unknown.test/"));
    }
  });
  for (const auto& exchange : exchanges) {
    const HttpEnd end = exchange->await_end();
    QCOMPARE(end.kind, Kind::interrupted);
    QCOMPARE(end.stage, HttpEnd::Stage::name);
  }
  QCOMPARE(test::look_ups_of("unknown.test") - before, 1);
}

void CurlTransportFailureTest::when_who_looks_up_goes_another_does() {
  const test::HangingLookUps hanging;
  const auto first = bench_.get("http://hangs.test/");
  hanging.await();
  HttpConnectionSettings patient;
  patient.connect_timeout = 20s;  // the same look-up only for the same patience
  const auto second = bench_.get("http://hangs.test/");
  const auto third = bench_.get("http://hangs.test/");
  const auto other = bench_.get("http://hangs.test/", patient);
  hanging.await(2);
  first->drop();
  hanging.await(3);
}

void CurlTransportFailureTest::a_tls_handshake_that_hangs() {
  ScriptedServer silent;
  HttpConnectionSettings connection;
  connection.connect_timeout = 150ms;
  const auto exchange =
      bench_.get("https://127.0.0.1:" + std::to_string(silent.port()) + "/", connection);
  const HttpEnd end = exchange->await_end();
  QCOMPARE(end.reason, std::string("no connection within 150ms: the TLS handshake did not end"));
  QCOMPARE(end.kind, Kind::interrupted);
}

void CurlTransportFailureTest::a_bad_url_data() {
  QTest::addColumn<QByteArray>("url");
  QTest::addColumn<QByteArray>("reason");
  QTest::newRow("another scheme") << QByteArray("ftp://127.0.0.1/")
                                  << QByteArray("unsupported scheme in `ftp://127.0.0.1/`");
  QTest::newRow("no host") << QByteArray("http:///stream")
                           << QByteArray("bad URL `http:///stream`: it names no host");
  QTest::newRow("a port too large")
      << QByteArray("http://127.0.0.1:99999/?token=secret")
      << QByteArray("bad URL `http://127.0.0.1:99999/?token=***`: the port");
  QTest::newRow("empty") << QByteArray("") << QByteArray("the URL is empty");
}

void CurlTransportFailureTest::a_bad_url() {
  const auto exchange = bench_.get(test::fetch("url"));
  const HttpEnd end = exchange->await_end();
  const std::string reason = test::fetch("reason");
  QCOMPARE(end.reason.substr(0, reason.size()), reason);
  QVERIFY(end.reason.find("secret") == std::string::npos);
  QCOMPARE(end.kind, Kind::unusable);
}

QTEST_APPLESS_MAIN(CurlTransportFailureTest)
#include "curl_transport_failure_test.moc"

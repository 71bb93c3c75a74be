#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "server-mini/program/server_under_test.h"

using namespace tidings::test;

namespace {

constexpr auto kHealth = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

void expect_problem(const Answer& answer, int status) {
  QCOMPARE(answer.status, status);
  QCOMPARE(answer.field("content-type"), "application/problem+json");
  const auto problem = QJsonDocument::fromJson(answer.body).object();
  QCOMPARE(problem["status"].toInt(), status);
  QVERIFY(!problem["title"].toString().isEmpty());
  QVERIFY(!problem["detail"].toString().isEmpty());
}

}  // namespace

/// HTTP itself: what the server makes of good, odd and hostile requests.
class HttpTest : public QObject {
  Q_OBJECT

  std::unique_ptr<ServerUnderTest> server_;

 private slots:
  void initTestCase() {
    server_ = std::make_unique<ServerUnderTest>(QStringList{
        "--cors-origin", "https://shop.example", "--cors-origin", "http://localhost:3000"});
  }
  void cleanupTestCase() { server_.reset(); }

  void health_needs_no_token() {
    for (const char* path : {"/healthz", "/readyz"}) {
      const Answer answer = server_->ask("GET", path);
      QCOMPARE(answer.status, 200);
      QCOMPARE(answer.field("content-type"), "application/json");
    }
  }

  void metrics_are_prometheus_text() {
    const Answer answer = server_->ask("GET", "/metrics");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.field("content-type").startsWith("text/plain; version=0.0.4"));
    QVERIFY(answer.body.contains("# TYPE tidings_streams gauge\ntidings_streams 0\n"));
    QVERIFY(answer.body.endsWith('\n'));
  }

  void head_is_get_without_the_body() {
    HttpClient client(server_->port());
    client.request("HEAD", "/healthz");
    client.request("GET", "/healthz");
    QVERIFY(client.wait_for_body("HTTP/1.1 200"));
    const qsizetype length = client.answer().field("content-length").toLongLong();
    QVERIFY(client.received().endsWith("\r\n\r\n{\"status\":\"ok\"}"));
    QCOMPARE(length, QByteArray("{\"status\":\"ok\"}").size());
    QCOMPARE(client.received().count("{"), 1);
  }

  void unknown_paths_are_404_data() {
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/", "/v1", "/v1/", "/v1/stream/", "/V1/stream", "/v1//stream",
                             "/v2/stream", "/%76%31/stream", "/v1/notifications/1", "/healthz/x"})
      QTest::newRow(path) << QByteArray(path);
  }
  void unknown_paths_are_404() {
    QFETCH(QByteArray, path);
    expect_problem(server_->ask("GET", path), 404);
  }

  void other_methods_are_405_with_those_allowed_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("allow");
    const auto row = [](const char* path, const char* allow) {
      QTest::newRow(path) << QByteArray(path) << QByteArray(allow);
    };
    row("/v1/stream", "GET, OPTIONS");
    row("/v1/notifications", "GET, HEAD, POST, OPTIONS");
    row("/v1/notifications/read", "POST, OPTIONS");
    row("/v1/notifications/unread", "POST, OPTIONS");
    row("/v1/connections", "GET, HEAD, OPTIONS");
    row("/healthz", "GET, HEAD, OPTIONS");
    row("/metrics", "GET, HEAD, OPTIONS");
  }
  void other_methods_are_405_with_those_allowed() {
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, allow);
    for (const char* method : {"DELETE", "PUT", "BREW"}) {
      const Answer answer = server_->ask(method, path, server_->publisher(), "body");
      expect_problem(answer, 405);
      QCOMPARE(answer.field("allow"), allow);
    }
  }

  void a_connection_carries_many_requests() {
    HttpClient client(server_->port());
    for (int i = 0; i < 5; ++i) {
      client.request("GET", "/healthz");
      QCOMPARE(client.wait_for_answer().status, 200);
      QVERIFY(client.answer().field("connection").isNull());
      client.drop_answer();
    }
    QVERIFY(client.connected());
  }

  void pipelined_requests_are_answered_in_order() {
    HttpClient client(server_->port());
    const QByteArray good = "{\"sellerId\":1,\"title\":\"T\"}";
    client.send(QByteArray(kHealth) + "\r\nPOST /v1/notifications HTTP/1.1\r\nHost: x\r\n" +
                server_->publisher() + "Content-Type: application/json\r\nContent-Length: " +
                QByteArray::number(good.size()) + "\r\n\r\n" + good +
                "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n" + QByteArray(kHealth).repeated(300));
    for (const int status : {200, 201, 404}) {
      QCOMPARE(client.wait_for_answer().status, status);
      client.drop_answer();
    }
    QVERIFY(client.wait_until([&] { return client.received().count("HTTP/1.1 200 OK") == 300; }));
  }

  void a_request_byte_by_byte_is_a_request() {
    HttpClient client(server_->port());
    for (const char byte : QByteArray(kHealth))
      client.send(QByteArray(1, byte));
    QCOMPARE(client.wait_for_answer().status, 200);
  }

  void who_asks_for_the_end_gets_it_data() {
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("kept");
    QTest::newRow("close") << QByteArray(
                                  "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                           << false;
    QTest::newRow("HTTP/1.0") << QByteArray("GET /healthz HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("HTTP/1.0, kept")
        << QByteArray("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true;
  }
  void who_asks_for_the_end_gets_it() {
    QFETCH(QByteArray, request);
    QFETCH(bool, kept);
    HttpClient client(server_->port());
    client.send(request);
    const Answer answer = client.wait_for_answer();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.field("connection"), kept ? "keep-alive" : "close");
    if (!kept)
      QVERIFY(client.wait_for_end());
  }

  void hostile_requests_are_refused_and_nothing_behind_them_is_answered_data() {
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QByteArray& request, int status) {
      QTest::newRow(name) << request << status;
    };
    row("garbage", QByteArray("\x16\x03\x01\x02\0\1\r\n\r\n", 10), 400);
    row("two lengths",
        "POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 4\r\n\r\n", 400);
    row("length and chunks",
        "POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n",
        400);
    row("another encoding", "POST /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\n\r\n",
        501);
    row("no host", "GET /healthz HTTP/1.1\r\n\r\n", 400);
    row("huge head", "GET /healthz HTTP/1.1\r\nHost: x\r\nA: " + QByteArray(20000, 'a'), 431);
    row("huge target", "GET /" + QByteArray(20000, 'a'), 431);
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
  }
  void hostile_requests_are_refused_and_nothing_behind_them_is_answered() {
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    HttpClient client(server_->port());
    client.send(request + kHealth);
    expect_problem(client.wait_for_answer(), status);
    QVERIFY(client.wait_for_end());
    QCOMPARE(client.received().count("Content-Length: "), 1);
  }

  void a_refused_request_s_body_is_not_taken_for_a_request() {
    HttpClient client(server_->port());
    client.request("POST", "/nowhere", {}, kHealth);
    expect_problem(client.wait_for_answer(), 404);
    QVERIFY(client.wait_for_end());
    QCOMPARE(client.received().count("Content-Length: "), 1);
  }

  void a_body_where_none_belongs_is_413() {
    expect_problem(server_->ask("GET", "/healthz", {}, "x"), 413);
  }

  void a_preflight_is_answered_by_origin_data() {
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("one") << QByteArray("https://shop.example") << true;
    QTest::newRow("the other") << QByteArray("http://localhost:3000") << true;
    QTest::newRow("stranger") << QByteArray("https://evil.example") << false;
  }
  void a_preflight_is_answered_by_origin() {
    QFETCH(QByteArray, origin);
    QFETCH(bool, allowed);
    const Answer answer =
        server_->ask("OPTIONS", "/v1/stream",
                     "Origin: " + origin +
                         "\r\nAccess-Control-Request-Method: GET\r\n"
                         "Access-Control-Request-Headers: authorization,last-event-id\r\n");
    QCOMPARE(answer.status, 204);
    QVERIFY(answer.field("content-length").isNull());
    QCOMPARE(answer.field("access-control-allow-origin"), allowed ? origin : QByteArray());
    QCOMPARE(answer.field("vary"), "Origin");
    QVERIFY(answer.field("access-control-allow-credentials").isNull());
    QCOMPARE(answer.field("access-control-allow-headers"),
             allowed ? QByteArray("Authorization, Last-Event-ID, Cache-Control, Content-Type, "
                                  "Idempotency-Key")
                     : QByteArray());
  }

  void every_answer_tells_the_page_of_an_allowed_origin() {
    const QByteArray origin = "Origin: https://shop.example\r\n";
    HttpClient stream(server_->port());
    stream.request("GET", "/v1/stream", origin + server_->seller());
    QVERIFY(stream.wait_for_head());
    for (const Answer& answer : {stream.answer(), server_->ask("GET", "/nowhere", origin),
                                 server_->ask("GET", "/v1/stream", origin),
                                 server_->ask("GET", "/healthz", origin, "body that is refused")}) {
      QCOMPARE(answer.field("access-control-allow-origin"), "https://shop.example");
      QCOMPARE(answer.field("access-control-expose-headers"), "X-SSE-Keepalive, Retry-After");
    }
  }

  void who_is_one_too_many_is_told_so() {
    const ServerUnderTest full({"--max-connections", "3"});
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < 3; ++i) {
      clients.push_back(std::make_unique<HttpClient>(full.port()));
      clients.back()->request("GET", "/healthz");
      QCOMPARE(clients.back()->wait_for_answer().status, 200);
    }
    HttpClient late(full.port());
    late.request("GET", "/healthz");
    expect_problem(late.wait_for_answer(), 503);
    QVERIFY(late.answer().field("retry-after").toInt() > 0);
    QVERIFY(late.wait_for_end());
    clients.pop_back();
    QTRY_COMPARE(full.ask("GET", "/healthz").status, 200);
  }

  void a_flood_of_half_requests_leaves_the_server_well() {
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < 200; ++i) {
      clients.push_back(std::make_unique<HttpClient>(server_->port()));
      clients.back()->send(QByteArray(kHealth).left(i % 40));
      if (i % 3 == 0)
        clients.back()->close();
    }
    QCOMPARE(server_->ask("GET", "/healthz").status, 200);
  }
};

QTEST_GUILESS_MAIN(HttpTest)
#include "http_test.moc"

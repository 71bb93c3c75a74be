#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "server-mini/program/server_under_test.h"
#include "server-mini/program/sse.h"

using namespace tidings::test;

namespace {

QJsonObject json(const QByteArray& text) {
  return QJsonDocument::fromJson(text).object();
}

QByteArray id_of(const Answer& answer) {
  return json(answer.body)["id"].toString().toUtf8();
}

QByteArray key(const QByteArray& value) {
  return "Idempotency-Key: " + value + "\r\n";
}

void expect_problem(const Answer& answer, int status, const QByteArray& part) {
  QCOMPARE(answer.status, status);
  QCOMPARE(answer.field("content-type"), "application/problem+json");
  const auto problem = json(answer.body);
  QCOMPARE(problem["status"].toInt(), status);
  QCOMPARE(problem["title"].toString().toUtf8(), answer.reason);
  QVERIFY2(problem["detail"].toString().toUtf8().contains(part), answer.body);
}

const QByteArray kGood = "{\"sellerId\":42,\"title\":\"T\"}";

}  // namespace

/// `POST /v1/notifications`.
class PublishTest : public QObject {
  Q_OBJECT

  static void add_stores() {
    QTest::addColumn<bool>("on_redis");
    QTest::newRow("memory") << false;
    QTest::newRow("redis") << true;
  }

  std::unique_ptr<ServerUnderTest> shared_;

 private slots:
  void initTestCase() {
    shared_ = std::make_unique<ServerUnderTest>(QStringList{"--max-body", "300"});
  }
  void cleanupTestCase() { shared_.reset(); }

  void one_is_201_with_its_id() {
    const Answer answer = shared_->publish(kGood);
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.field("content-type"), "application/json");
    QVERIFY(!id_of(answer).isEmpty());
    QVERIFY(id_of(answer) != id_of(shared_->publish(kGood)));
  }

  void a_charset_does_not_matter() {
    QCOMPARE(shared_
                 ->ask("POST", "/v1/notifications",
                       shared_->publisher() + "Content-Type: Application/JSON ; charset=utf-8\r\n",
                       kGood)
                 .status,
             201);
  }

  void bad_ones_are_400_with_the_member_s_name_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("empty") << QByteArray(" ") << QByteArray("JSON");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("JSON");
    QTest::newRow("an array") << QByteArray("[]") << QByteArray("object");
    QTest::newRow("no receiver") << QByteArray("{\"title\":\"T\"}") << QByteArray("sellerId");
    QTest::newRow("no title") << QByteArray("{\"sellerId\":1}") << QByteArray("title");
    QTest::newRow("an id") << QByteArray("{\"sellerId\":1,\"title\":\"T\",\"id\":\"x\"}")
                           << QByteArray("id");
    QTest::newRow("bad priority") << QByteArray("{\"sellerId\":1,\"title\":\"T\",\"priority\":9}")
                                  << QByteArray("priority");
    QTest::newRow("not UTF-8") << QByteArray("{\"sellerId\":1,\"title\":\"\xff\"}") << QByteArray();
  }
  void bad_ones_are_400_with_the_member_s_name() {
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, part);
    expect_problem(shared_->publish(body), 400, part);
  }

  void a_body_beyond_the_limit_is_413_data() {
    QTest::addColumn<QByteArray>("request");
    const QByteArray head =
        "POST /v1/notifications HTTP/1.1\r\nHost: x\r\nContent-Type: "
        "application/json\r\n";
    QTest::newRow("by its length") << head + "Content-Length: 301\r\nAUTH" + QByteArray(301, ' ');
    QTest::newRow("said, not sent") << head + "Content-Length: 99999999\r\nAUTH";
    QTest::newRow("expecting to be asked for it")
        << head + "Content-Length: 301\r\nExpect: 100-continue\r\nAUTH";
    QTest::newRow("in chunks") << head + "Transfer-Encoding: chunked\r\nAUTH12d\r\n" +
                                      QByteArray(301, ' ') + "\r\n0\r\n\r\n";
  }
  void a_body_beyond_the_limit_is_413() {
    QFETCH(QByteArray, request);
    HttpClient client(shared_->port());
    client.send(request.replace("AUTH", shared_->publisher() + "\r\n"));
    expect_problem(client.wait_for_answer(), 413, "300 bytes");
    QVERIFY(client.wait_for_end());
  }

  void a_body_of_the_limit_is_taken() {
    QCOMPARE(shared_->publish(kGood + QByteArray(300 - kGood.size(), ' ')).status, 201);
  }

  void a_body_in_chunks_is_taken() {
    HttpClient client(shared_->port());
    client.send(
        "POST /v1/notifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n" +
        shared_->publisher() + "\r\n");
    for (const char byte : kGood)
      client.send(QByteArray("1\r\n") + byte + "\r\n");
    client.send("0\r\n\r\n");
    QCOMPARE(client.wait_for_answer().status, 201);
  }

  void who_expects_to_be_asked_is_asked() {
    HttpClient client(shared_->port());
    client.send(
        "POST /v1/notifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        "Expect: 100-continue\r\nContent-Length: " +
        QByteArray::number(kGood.size()) + "\r\n" + shared_->publisher() + "\r\n");
    QVERIFY(client.wait_for_head());
    QCOMPARE(client.received(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.drop_answer();
    client.send(kGood);
    QCOMPARE(client.wait_for_answer().status, 201);
  }

  void other_types_are_415_data() {
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("form") << QByteArray("Content-Type: application/x-www-form-urlencoded\r\n");
    QTest::newRow("text") << QByteArray("Content-Type: text/plain\r\n");
    QTest::newRow("nearly") << QByteArray("Content-Type: application/jsonx\r\n");
  }
  void other_types_are_415() {
    QFETCH(QByteArray, field);
    expect_problem(shared_->ask("POST", "/v1/notifications", shared_->publisher() + field, kGood),
                   415, "application/x-ndjson");
  }

  void a_compressed_body_is_415() {
    expect_problem(shared_->publish(kGood, "Content-Encoding: gzip\r\n"), 415, "Content-Encoding");
    QCOMPARE(shared_->publish(kGood, "Content-Encoding: identity\r\n").status, 201);
  }

  void a_batch_has_a_result_for_each_line() {
    const Answer answer = shared_->publish_lines(
        "{\"sellerId\":1,\"title\":\"a\"}\r\n\n"
        "{\"sellerId\":1}\n"
        "{\"broadcast\":true,\"title\":\"b\"}\n"
        "{\"sellerId\":1,\"title\":\"" +
        QByteArray(300, 'x') +
        "\"}\n"
        "not json\n"
        "{\"sellerId\":1,\"title\":\"c\"}");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.field("content-type"), "application/x-ndjson");
    const auto lines = answer.body.trimmed().split('\n');
    QCOMPARE(lines.size(), 6);
    for (const int good : {0, 2, 5})
      QVERIFY(!json(lines[good])["id"].toString().isEmpty());
    QCOMPARE(json(lines[1])["status"].toInt(), 400);
    QVERIFY(json(lines[1])["error"].toString().contains("title"));
    QCOMPARE(json(lines[3])["status"].toInt(), 413);
    QCOMPARE(json(lines[4])["status"].toInt(), 400);
  }

  void a_batch_has_its_limits_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("nothing") << QByteArray("\n\r\n ") << 400 << QByteArray("no line");
    QTest::newRow("1,000 lines") << (kGood + '\n').repeated(1000) << 200 << QByteArray();
    QTest::newRow("1,001 lines") << (kGood + '\n').repeated(1001) << 413
                                 << QByteArray("1000 lines");
    QTest::newRow("4 MiB") << (kGood + QByteArray((4 << 20) - kGood.size(), '\n')) << 200
                           << QByteArray();
    QTest::newRow("more") << (kGood + QByteArray((4 << 20) - kGood.size() + 1, '\n')) << 413
                          << QByteArray("4194304 bytes");
  }
  void a_batch_has_its_limits() {
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, part);
    const Answer answer = shared_->publish_lines(body);
    if (status != 200)
      return expect_problem(answer, status, part);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body.count("\"id\""), body.count(kGood));
  }

  void a_batch_keeps_its_order_data() { add_stores(); }
  void a_batch_keeps_its_order() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    const auto stream = server.stream();
    server.publish_many(1000);
    QVERIFY(stream->wait_for_body("\"n1000\""));
    const auto got = titles(stream->answer().body);
    QCOMPARE(got.size(), 1000);
    for (int i = 0; i < 1000; ++i)
      QCOMPARE(got[i], "n" + QByteArray::number(i + 1));
  }

  void a_key_makes_a_repetition_harmless_data() { add_stores(); }
  void a_key_makes_a_repetition_harmless() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    const auto stream = server.stream();
    const Answer first = server.publish(kGood, key("k"));
    const Answer second = server.publish(kGood, key("k"));
    QCOMPARE(second.status, 201);
    QCOMPARE(id_of(second), id_of(first));
    expect_problem(server.publish("{\"sellerId\":42,\"title\":\"other\"}", key("k")), 409, "key");
    QCOMPARE(server.publish(kGood, key("k2")).status, 201);
    server.publish("{\"sellerId\":42,\"title\":\"end\"}");
    QVERIFY(stream->wait_for_body("end"));
    QCOMPARE(titles(stream->answer().body).size(), 3);
  }

  void a_batch_s_key_stands_for_one_of_each_line_data() { add_stores(); }
  void a_batch_s_key_stands_for_one_of_each_line() {
    QFETCH(bool, on_redis);
    const ServerUnderTest server({}, on_redis);
    const QByteArray lines =
        "{\"sellerId\":42,\"title\":\"a\"}\n{\"sellerId\":42,\"title\":\"b\"}\n"
        "{\"sellerId\":42,\"title\":\"c\",\"idempotencyKey\":\"own\"}\n";
    const Answer first = server.publish_lines(lines, key("K"));
    QCOMPARE(first.body.count("\"id\""), 3);
    QCOMPARE(server.publish_lines(lines, key("K")).body, first.body);
    const auto ids = first.body.split('\n');
    QCOMPARE(id_of(server.publish("{\"sellerId\":42,\"title\":\"b\"}", key("K-2"))),
             json(ids[1])["id"].toString().toUtf8());
    QCOMPARE(id_of(server.publish("{\"sellerId\":42,\"title\":\"c\"}", key("own"))),
             json(ids[2])["id"].toString().toUtf8());
    const auto conflict = server.publish_lines(
        "{\"sellerId\":42,\"title\":\"x\"}\n{\"sellerId\":42,\"title\":\"b\"}\n", key("K"));
    QCOMPARE(json(conflict.body.split('\n')[0])["status"].toInt(), 409);
    QCOMPARE(conflict.body.split('\n')[1], ids[1]);
    const auto stream = server.stream("Last-Event-ID: 0\r\n");
    QVERIFY(stream->wait_for_body("\"c\""));
    QVERIFY(!stream->answer().body.contains("own"));
  }

  void a_bad_key_is_400_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("empty") << key("");
    QTest::newRow("129 bytes") << key(QByteArray(129, 'k'));
    QTest::newRow("two") << key("a") + key("b");
  }
  void a_bad_key_is_400() {
    QFETCH(QByteArray, fields);
    expect_problem(shared_->publish(kGood, fields), 400, "Idempotency-Key");
    expect_problem(shared_->publish_lines(kGood, fields), 400, "Idempotency-Key");
  }

  void a_key_of_128_bytes_is_taken() {
    QCOMPARE(shared_->publish(kGood, key(QByteArray(128, 'k'))).status, 201);
  }
};

QTEST_GUILESS_MAIN(PublishTest)
#include "publish_test.moc"

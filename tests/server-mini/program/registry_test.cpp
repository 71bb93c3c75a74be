#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "server-mini/program/server_under_test.h"

using tidings::test::bearer;
using tidings::test::HttpClient;
using tidings::test::RedisServer;
using tidings::test::TidingsServer;

namespace {

std::unique_ptr<HttpClient> open_stream(const TidingsServer& server) {
  auto client = std::make_unique<HttpClient>(server.port());
  client->request("GET", "/v1/stream", bearer(server.seller_token(42)));
  if (!client->wait_for_body("id: "))
    qFatal("no stream: %s", client->received().constData());
  return client;
}

QJsonArray connections_of_42(const TidingsServer& asked) {
  HttpClient client(asked.port());
  client.request("GET", "/v1/connections?sellerId=42", bearer(asked.publish_token()));
  return QJsonDocument::fromJson(client.wait_for_answer().body)
      .object()
      .value("connections")
      .toArray();
}

}  // namespace

/// `GET /v1/connections` over two servers on one Redis.
class RegistryTest : public QObject {
  Q_OBJECT

 private slots:
  void every_server_says_who_holds_what_and_forgets_the_dead() {
    RedisServer redis;
    QVERIFY2(redis.start(), redis.report());
    TidingsServer one({"--store", redis.url(), "--heartbeat", "1s"});
    TidingsServer other({"--store", redis.url(), "--heartbeat", "1s"});
    other.use_secret(one.secret());
    QVERIFY2(one.start(), one.report());
    QVERIFY2(other.start(), other.report());
    const auto first = open_stream(one);
    const auto second = open_stream(other);
    const auto known = [&](qsizetype count) {
      return other.program().wait_until([&] { return connections_of_42(other).size() == count; });
    };
    QVERIFY(known(2));
    const QJsonArray both = connections_of_42(one);
    QCOMPARE(both.size(), 2);
    QVERIFY(both.at(0)["server"] != both.at(1)["server"]);
    QVERIFY(both.at(0)["id"] != both.at(1)["id"]);
    for (const auto& entry : both) {
      const QJsonObject connection = entry.toObject();
      QCOMPARE(connection["sellerId"].toInteger(), 42);
      QVERIFY(QDateTime::fromString(connection["since"].toString(), Qt::ISODateWithMs).isValid());
    }
    one.kill();
    QVERIFY(known(1));
    second->close();
    QVERIFY(known(0));
  }
};

QTEST_GUILESS_MAIN(RegistryTest)
#include "registry_test.moc"

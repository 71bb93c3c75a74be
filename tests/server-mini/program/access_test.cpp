#include <QDateTime>
#include <QFile>
#include <QJsonObject>
#include <QTest>

#include "server-mini/program/server_under_test.h"
#include "support/jwt.h"

using namespace tidings::test;

/// Who may do what.
class AccessTest : public QObject {
  Q_OBJECT

  std::unique_ptr<ServerUnderTest> server_;
  QByteArray secret_;

  [[nodiscard]] QByteArray token(const QJsonObject& claims) const {
    return "Authorization: Bearer " + hs256_token(secret_, claims) + "\r\n";
  }

 private slots:
  void initTestCase() {
    server_ = std::make_unique<ServerUnderTest>();
    QFile file((*server_)->secret_file());
    QVERIFY(file.open(QIODevice::ReadOnly));
    secret_ = file.readAll();
  }
  void cleanupTestCase() { server_.reset(); }

  void without_a_good_token_it_is_401_with_a_challenge_data() {
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("challenge");
    const QByteArray bare = "Bearer realm=\"tidings\"";
    QTest::newRow("none") << QByteArray() << bare;
    QTest::newRow("garbage") << QByteArray("Authorization: Bearer x\r\n")
                             << bare + ", error=\"invalid_token\"";
    QTest::newRow("basic") << QByteArray("Authorization: Basic YTpi\r\n")
                           << bare + ", error=\"invalid_token\"";
    QTest::newRow("expired") << token({{"sellerId", 42}, {"exp", 1}})
                             << bare +
                                    ", error=\"invalid_token\", error_description=\"the token is "
                                    "refused: it has expired\"";
    QTest::newRow("two tokens") << token({{"sellerId", 42}}) + token({{"sellerId", 42}})
                                << bare + ", error=\"invalid_token\"";
    QTest::newRow("huge") << "Authorization: Bearer " + QByteArray(9000, 'x') + "\r\n"
                          << bare + ", error=\"invalid_token\"";
  }
  void without_a_good_token_it_is_401_with_a_challenge() {
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, challenge);
    for (const auto& [method, path] :
         {std::pair("GET", "/v1/stream"), std::pair("POST", "/v1/notifications"),
          std::pair("GET", "/v1/notifications"), std::pair("POST", "/v1/notifications/read"),
          std::pair("GET", "/v1/connections?sellerId=1")}) {
      const Answer answer = server_->ask(method, path, field);
      QCOMPARE(answer.status, 401);
      QCOMPARE(answer.field("content-type"), "application/problem+json");
      QVERIFY2(answer.field("www-authenticate").startsWith(challenge),
               answer.field("www-authenticate"));
    }
  }

  void the_wrong_right_is_403_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("field");
    const QByteArray seller = token({{"sellerId", 42}, {"scope", "read"}});
    const QByteArray publisher = token({{"scope", "publish"}});
    QTest::newRow("a seller publishing")
        << QByteArray("POST") << QByteArray("/v1/notifications") << seller;
    QTest::newRow("a seller looking at connections")
        << QByteArray("GET") << QByteArray("/v1/connections?sellerId=42") << seller;
    QTest::newRow("a publisher streaming")
        << QByteArray("GET") << QByteArray("/v1/stream") << publisher;
    QTest::newRow("a publisher reading")
        << QByteArray("GET") << QByteArray("/v1/notifications") << publisher;
    QTest::newRow("a publisher marking")
        << QByteArray("POST") << QByteArray("/v1/notifications/read") << publisher;
    QTest::newRow("a scope that only looks so")
        << QByteArray("POST") << QByteArray("/v1/notifications")
        << token({{"scope", "publisher unpublish"}});
  }
  void the_wrong_right_is_403() {
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, field);
    const Answer answer = server_->ask(method, path, field);
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.field("content-type"), "application/problem+json");
  }

  void one_token_may_have_both_rights() {
    const QByteArray both = token({{"sellerId", 42}, {"scope", "x publish"}});
    QCOMPARE(server_
                 ->ask("POST", "/v1/notifications", both + "Content-Type: application/json\r\n",
                       "{\"sellerId\":42,\"title\":\"T\"}")
                 .status,
             201);
    HttpClient stream(server_->port());
    stream.request("GET", "/v1/stream", both);
    QVERIFY(stream.wait_for_body("id: "));
  }

  void a_token_in_the_query_is_refused_data() {
    QTest::addColumn<QByteArray>("query");
    for (const char* name : {"token", "access_token", "authorization"})
      QTest::newRow(name) << QByteArray(name);
  }
  void a_token_in_the_query_is_refused() {
    QFETCH(QByteArray, query);
    const QByteArray value = hs256_token(secret_, {{"sellerId", 42}});
    const Answer answer = server_->ask("GET", "/v1/stream?" + query + "=" + value);
    QCOMPARE(answer.status, 401);
    QVERIFY(answer.body.contains("query"));
    QVERIFY(!answer.body.contains(value));
    QCOMPARE(server_->ask("GET", "/v1/stream?" + query + "=" + value, server_->seller()).status,
             400);
  }

  void a_seller_is_the_same_as_number_and_text_and_else_exact() {
    HttpClient number(server_->port());
    HttpClient text(server_->port());
    HttpClient other(server_->port());
    number.request("GET", "/v1/stream", token({{"sellerId", 5}}));
    text.request("GET", "/v1/stream", token({{"sellerId", "5"}}));
    other.request("GET", "/v1/stream", token({{"sellerId", "05"}}));
    for (const auto* stream : {&number, &text, &other})
      QVERIFY(stream->wait_for_body("id: "));
    server_->publish("{\"sellerId\":5,\"title\":\"five\"}");
    server_->publish("{\"sellerId\":\"05\",\"title\":\"other\"}");
    QVERIFY(number.wait_for_body("five"));
    QVERIFY(text.wait_for_body("five"));
    QVERIFY(other.wait_for_body("other"));
    QVERIFY(!other.answer().body.contains("five"));
  }

  void tokens_are_never_logged() {
    ServerUnderTest server({"--log-level", "debug"});
    const auto stream = server.stream();
    const QByteArray bad = hs256_token("other", {{"sellerId", 42}});
    server.ask("GET", "/v1/stream", "Authorization: Bearer " + bad + "\r\n");
    server.publish("{\"sellerId\":42,\"title\":\"secret title\"}");
    QVERIFY(stream->wait_for_body("secret title"));
    QVERIFY(server->program().wait_for_err("stream opened"));
    const QByteArray log = server->program().err();
    QVERIFY(!log.contains("eyJ"));
    QVERIFY(!log.contains("secret title"));
  }
};

QTEST_GUILESS_MAIN(AccessTest)
#include "access_test.moc"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "server-mini/program/server_under_test.h"
#include "server-mini/program/sse.h"
#include "support/sentinel.h"

using tidings::test::bearer;
using tidings::test::HttpClient;
using tidings::test::RedisServer;
using tidings::test::Sentinel;
using tidings::test::TidingsServer;
using tidings::test::titles;

namespace {

QByteArray ask(quint16 port, const QString& password, const QStringList& command) {
  QProcess client;
  client.start(
      "redis-cli",
      QStringList{"-p", QString::number(port), "-a", password, "--no-auth-warning"} + command);
  client.waitForFinished();
  return client.readAllStandardOutput();
}

}  // namespace

/// A master dies, a Sentinel makes its replica the master: clients see a pause.
class FailoverTest : public QObject {
  Q_OBJECT

 private slots:
  void streams_and_publishing_go_on_after_a_failover() {
    const QStringList common = {
        "--requirepass", "secret", "--masterauth", "secret", "--repl-diskless-sync-delay", "0"};
    RedisServer master(common);
    QVERIFY2(master.start(), master.report());
    RedisServer replica(common +
                        QStringList{"--replicaof", "127.0.0.1 " + QString::number(master.port())});
    QVERIFY2(replica.start(), replica.report());
    const Sentinel sentinel(master.port(), 1);
    const QTemporaryDir folder;
    TidingsServer server({"--store",
                          QStringLiteral("redis+sentinel://127.0.0.1:%1/shop").arg(sentinel.port()),
                          "--redis-password-file", write(folder.filePath("redis"), "secret\n"),
                          "--sentinel-password-file", write(folder.filePath("sentinel"), "guard\n"),
                          "--store-wait", "30s"});
    QVERIFY2(server.start(), server.report());
    HttpClient stream(server.port());
    stream.request("GET", "/v1/stream", bearer(server.seller_token(42)));
    QVERIFY(stream.wait_for_body("id: "));
    QCOMPARE(publish(server, "before"), 201);
    QVERIFY(server.program().wait_until([&] {
      return ask(sentinel.port(), "guard", {"SENTINEL", "MASTER", "shop"})
                 .contains("num-slaves\n1\n") &&
             ask(replica.port(), "secret", {"XLEN", "tidings:{i42}:log"}) == "1\n";
    }));

    master.kill();
    QVERIFY(server.program().wait_until([&] { return publish(server, "after") == 201; },
                                        std::chrono::seconds(60)));
    QVERIFY(stream.wait_for_body("after"));
    QCOMPARE(titles(stream.answer().body), (QByteArrayList{"before", "after"}));
    QCOMPARE(stream.answer().body.count("event: gap"), 0);
    for (const char* password : {"secret", "guard"})
      QVERIFY2(!server.program().err().contains(password), server.program().err());
  }

 private:
  static QString write(const QString& path, const QByteArray& content) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
      qFatal("cannot write %s", qPrintable(path));
    return path;
  }

  static int publish(const TidingsServer& server, const QByteArray& title) {
    HttpClient client(server.port());
    client.request("POST", "/v1/notifications",
                   bearer(server.publish_token()) +
                       "Content-Type: application/json\r\nIdempotency-Key: " + title + "\r\n",
                   "{\"sellerId\":42,\"title\":\"" + title + "\"}");
    return client.wait_for_answer().status;
  }
};

QTEST_GUILESS_MAIN(FailoverTest)
#include "failover_test.moc"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

#include "server-mini/program/server_under_test.h"
#include "server-mini/program/sse.h"
#include "support/free_port.h"
#include "support/jwt.h"

using namespace tidings::test;

namespace {

/// The port in `listening on http://…:PORT`, or 0.
quint16 port_in(const Program& server) {
  const QByteArray line = server.out().left(server.out().indexOf('\n'));
  return line.mid(line.lastIndexOf(':') + 1).toUShort();
}

bool wait_for_line(const Program& server) {
  return server.wait_until([&] { return server.out().contains('\n') || !server.running(); });
}

}  // namespace

/// From the first line to the last byte.
class LifecycleTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  QString file(const char* name, const QByteArray& content) {
    QFile out(folder_.filePath(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
      qFatal("cannot write %s", name);
    return out.fileName();
  }

 private slots:
  void the_first_line_says_where_data() {
    QTest::addColumn<QString>("listen");
    QTest::addColumn<QByteArray>("pattern");
    QTest::newRow("a free port") << "127.0.0.1:0"
                                 << QByteArray("^listening on http://127\\.0\\.0\\.1:\\d+\n$");
    QTest::newRow("IPv6") << "[::1]:0" << QByteArray("^listening on http://\\[::1\\]:\\d+\n$");
  }
  void the_first_line_says_where() {
    QFETCH(QString, listen);
    QFETCH(QByteArray, pattern);
    Program server(TIDINGS_SERVER_EXECUTABLE,
                   {"--listen", listen, "--jwt-secret-file", file("secret", "s")});
    QVERIFY(server.start());
    QVERIFY(wait_for_line(server));
    QVERIFY2(QRegularExpression(QString::fromLatin1(pattern)).match(server.out()).hasMatch(),
             server.report());
    HttpClient client(port_in(server), listen.startsWith('[') ? QHostAddress::LocalHostIPv6
                                                              : QHostAddress::LocalHost);
    client.request("GET", "/readyz");
    QCOMPARE(client.wait_for_answer().status, 200);
  }

  void what_keeps_it_from_starting_is_said_with_status_1_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    const QString secret = file("secret", "s");
    QTest::newRow("no key file") << QStringList{"--jwt-secret-file", "/nowhere/secret"}
                                 << QByteArray("/nowhere/secret");
    QTest::newRow("bad key") << QStringList{"--jwt-public-key", secret}
                             << QByteArray("no public key");
    QTest::newRow("bad certificate")
        << QStringList{"--jwt-secret-file", secret, "--tls-cert", secret, "--tls-key", secret}
        << QByteArray("certificate in " + secret.toUtf8() + ": no start line");
    QTest::newRow("no certificate file")
        << QStringList{"--dev", "--tls-cert", "/nowhere/c", "--tls-key", secret}
        << QByteArray("certificate in /nowhere/c: No such file or directory");
    QTest::newRow("no store")
        << QStringList{"--jwt-secret-file",
                       secret,
                       "--listen",
                       "127.0.0.1:0",
                       "--store-wait",
                       "100ms",
                       "--store",
                       QStringLiteral("redis://127.0.0.1:%1/0").arg(free_port())}
        << QByteArray("--store-wait");
  }
  void what_keeps_it_from_starting_is_said_with_status_1() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    Program server(TIDINGS_SERVER_EXECUTABLE, arguments);
    QCOMPARE(server.run(), std::optional<int>(1));
    QVERIFY2(server.err().contains(said), server.report());
    QCOMPARE(server.out(), QByteArray());
  }

  void a_port_in_use_is_status_1() {
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString address = QStringLiteral("127.0.0.1:%1").arg(taken.serverPort());
    Program server(TIDINGS_SERVER_EXECUTABLE,
                   {"--listen", address, "--jwt-secret-file", file("secret", "s")});
    QCOMPARE(server.run(), std::optional<int>(1));
    QVERIFY2(server.err().contains("cannot listen on " + address.toLatin1()), server.report());
  }

  void wrong_usage_is_status_2() {
    Program server(TIDINGS_SERVER_EXECUTABLE, {"--heartbeat", "often"});
    QCOMPARE(server.run(), std::optional<int>(2));
    QVERIFY(server.err().contains("--heartbeat") && server.err().contains("often"));
    QCOMPARE(server.out(), QByteArray());
  }

  void version_names_the_libraries() {
    Program server(TIDINGS_SERVER_EXECUTABLE, {"--version"});
    QCOMPARE(server.run(), std::optional<int>(0));
    QVERIFY(server.out().startsWith("tidings-server "));
    QVERIFY(server.out().contains("libevent 2.") && server.out().contains("OpenSSL 3."));
    QCOMPARE(server.err(), QByteArray());
  }

  void dev_prints_tokens_that_work() {
    Program server(TIDINGS_SERVER_EXECUTABLE, {"--dev", "--listen", "127.0.0.1:0"});
    QVERIFY(server.start());
    QVERIFY(server.wait_until([&] { return server.out().contains("with curl"); }));
    const QRegularExpression token("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    auto found = token.globalMatch(server.out());
    const QString seller = found.next().captured();
    const QString publisher = found.next().captured();
    QVERIFY(seller != publisher);
    HttpClient stream(port_in(server));
    stream.request("GET", "/v1/stream", bearer(seller));
    QVERIFY(stream.wait_for_body("id: "));
    HttpClient post(port_in(server));
    post.request("POST", "/v1/notifications",
                 bearer(publisher) + "Content-Type: application/json\r\n",
                 "{\"sellerId\":42,\"title\":\"Hello\"}");
    QCOMPARE(post.wait_for_answer().status, 201);
    QVERIFY(stream.wait_for_body("Hello"));
  }

  void token_prints_a_token_and_nothing_else() {
    Program token(TIDINGS_SERVER_EXECUTABLE,
                  {"token", "--jwt-secret-file", file("secret", "s\n"), "--seller", "abc",
                   "--scope", "publish", "--ttl", "10m"});
    QCOMPARE(token.run(), std::optional<int>(0));
    QCOMPARE(token.err(), QByteArray());
    const auto parts = token.out().trimmed().split('.');
    QCOMPARE(parts.size(), 3);
    const auto claims =
        QJsonDocument::fromJson(QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding))
            .object();
    QCOMPARE(claims["sellerId"].toString(), "abc");
    QCOMPARE(claims["scope"].toString(), "publish");
    const qint64 life = claims["exp"].toInteger() - claims["iat"].toInteger();
    QVERIFY(life == 600 || life == 601);
    QCOMPARE(hs256_token("s", claims).split('.').size(), 3);
  }

  void a_missing_secret_is_status_1() {
    Program token(TIDINGS_SERVER_EXECUTABLE,
                  {"token", "--jwt-secret-file", "/nowhere/s", "--seller", "1"});
    QCOMPARE(token.run(), std::optional<int>(1));
    QCOMPARE(token.out(), QByteArray());
  }

  void draining_tells_each_stream_when_to_come_back_data() {
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
  }
  void draining_tells_each_stream_when_to_come_back() {
    QFETCH(int, number);
    ServerUnderTest server({"--drain-spread", "4s"});
    std::vector<std::unique_ptr<HttpClient>> streams;
    streams.reserve(8);
    for (int i = 0; i < 8; ++i)
      streams.push_back(server.stream());
    server->program().send_signal(number);
    QCOMPARE(server->program().wait_for_exit(), std::optional<int>(0));
    QList<int> times;
    for (const auto& stream : streams) {
      QVERIFY(stream->wait_for_end());
      QVERIFY(stream->answer().complete);
      const QByteArray last = blocks(stream->answer().body).last();
      QVERIFY2(last.startsWith("retry: ") && !last.contains('\n'), last);
      times.append(last.mid(7).toInt());
    }
    std::sort(times.begin(), times.end());
    for (int i = 0; i < 8; ++i)
      QVERIFY2(times[i] >= i * 500 && times[i] <= (i + 1) * 500, "not spread evenly");
  }

  void draining_finishes_what_is_under_way() {
    ServerUnderTest server;
    const QByteArray body = "{\"sellerId\":42,\"title\":\"T\"}";
    HttpClient under_way(server.port());
    under_way.send("POST /v1/notifications HTTP/1.1\r\nHost: x\r\n" + server.publisher() +
                   "Content-Type: application/json\r\nContent-Length: " +
                   QByteArray::number(body.size()) + "\r\n\r\n" + body.left(5));
    HttpClient idle(server.port());
    idle.request("GET", "/healthz");
    QCOMPARE(idle.wait_for_answer().status, 200);
    server->program().send_signal(SIGTERM);
    QVERIFY(idle.wait_for_end());
    const Answer ready = server.ask("GET", "/readyz");
    QCOMPARE(ready.status, 503);
    QVERIFY(ready.field("retry-after").toInt() > 0);
    QCOMPARE(server.ask("GET", "/v1/stream", server.seller()).status, 503);
    QCOMPARE(server.ask("GET", "/healthz").status, 200);
    under_way.send(body.mid(5));
    QCOMPARE(under_way.wait_for_answer().status, 201);
    QCOMPARE(under_way.answer().field("connection"), "close");
    QCOMPARE(server->program().wait_for_exit(), std::optional<int>(0));
  }

  void draining_ends_in_time_whoever_hangs() {
    ServerUnderTest server({"--drain-timeout", "100ms"});
    HttpClient hanging(server.port());
    hanging.send("POST /v1/notifications HTTP/1.1\r\n");
    QTRY_VERIFY(server.ask("GET", "/metrics").body.contains("tidings_connections 2\n"));
    server->program().send_signal(SIGTERM);
    QCOMPARE(server->program().wait_for_exit(), std::optional<int>(0));
  }

  void sighup_reads_keys_again_and_keeps_the_old_ones_when_they_are_bad() {
    ServerUnderTest server;
    QFile secret(server->secret_file());
    const QByteArray old_token = server.seller();
    QVERIFY(secret.open(QIODevice::WriteOnly | QIODevice::Truncate));
    secret.close();
    server->program().send_signal(SIGHUP);
    QVERIFY(server->program().wait_for_err("stay as they were"));
    QCOMPARE(server.ask("GET", "/v1/notifications", old_token).status, 200);
    QVERIFY(secret.open(QIODevice::WriteOnly));
    secret.write("another secret");
    secret.close();
    server->program().send_signal(SIGHUP);
    QVERIFY(server->program().wait_for_err("were read again"));
    QCOMPARE(server.ask("GET", "/v1/notifications", old_token).status, 401);
    const QByteArray fresh =
        "Authorization: Bearer " + hs256_token("another secret", {{"sellerId", 42}}) + "\r\n";
    QCOMPARE(server.ask("GET", "/v1/notifications", fresh).status, 200);
  }

  void the_log_is_json_lines_if_asked_for() {
    ServerUnderTest server({"--log-format", "json"});
    QVERIFY(server->program().wait_for_err("\n"));
    const auto entry = QJsonDocument::fromJson(server->program().err_lines().first()).object();
    QCOMPARE(entry["level"].toString(), "info");
    QVERIFY(!entry["message"].toString().isEmpty());
    QVERIFY(QDateTime::fromString(entry["time"].toString(), Qt::ISODateWithMs).isValid());
  }

  void the_log_can_be_made_quiet() {
    ServerUnderTest server({"--log-level", "error"});
    QCOMPARE(server.ask("GET", "/healthz").status, 200);
    QCOMPARE(server->program().err(), QByteArray());
  }
};

QTEST_GUILESS_MAIN(LifecycleTest)
#include "lifecycle_test.moc"

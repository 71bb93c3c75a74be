#include <QTcpSocket>
#include <QTest>
#include <memory>

#include <signal.h>

#include "support/jwt.h"
#include "support/nginx.h"
#include "support/program.h"
#include "support/raw_http.h"
#include "support/redis_server.h"
#include "support/relay.h"
#include "support/scripted_server.h"

namespace tidings::test {

/// What the other tests stand on: if these fail, look no further.
class SupportTest : public QObject {
  Q_OBJECT

 private slots:
  void a_program_s_lines_and_status_are_collected() {
    Program shell("sh", {"-c", "echo one; echo two >&2; printf three; exit 7"});
    QCOMPARE(shell.run(), std::optional<int>(7));
    QCOMPARE(shell.out_lines(), QList<QByteArray>{"one"});
    QCOMPARE(shell.out(), "one\nthree");
    QCOMPARE(shell.err_lines(), QList<QByteArray>{"two"});
  }

  void a_program_gets_its_input() {
    Program cat("cat");
    cat.set_input("hello\n");
    QCOMPARE(cat.run(), std::optional<int>(0));
    QCOMPARE(cat.out(), "hello\n");
  }

  void a_signal_s_status_is_the_shell_s() {
    Program sleeper("sleep", {"60"});
    QVERIFY(sleeper.start());
    sleeper.send_signal(SIGTERM);
    QCOMPARE(sleeper.wait_for_exit(), std::optional<int>(143));
  }

  void waiting_ends_at_the_deadline() {
    Program sleeper("sleep", {"60"});
    QVERIFY(sleeper.start());
    QVERIFY(!sleeper.wait_for_exit(std::chrono::milliseconds(50)));
    QVERIFY(!sleeper.wait_for_out_lines(1, std::chrono::milliseconds(50)));
  }

  void the_whole_group_goes_with_the_object() {
    auto shell = std::make_unique<Program>("sh", QStringList{"-c", "sleep 60 & echo $!; wait"});
    QVERIFY(shell->start());
    QVERIFY(shell->wait_for_out_lines(1));
    const auto grandchild = static_cast<pid_t>(shell->out_lines().first().toInt());
    QVERIFY(grandchild > 0);
    shell.reset();
    QTRY_VERIFY(QFile::exists(QStringLiteral("/proc/%1/exe").arg(grandchild)) == false ||
                QFile::symLinkTarget(QStringLiteral("/proc/%1/exe").arg(grandchild)).isEmpty());
  }

  void a_killed_redis_comes_back_with_what_it_held() {
    RedisServer redis;
    QVERIFY2(redis.start(), redis.report());
    const QString port = QString::number(redis.port());
    Program set("redis-cli", {"-p", port, "set", "k", "v"});
    QCOMPARE(set.run(), std::optional<int>(0));
    redis.kill();
    QVERIFY2(redis.start(), redis.report());
    Program get("redis-cli", {"-p", port, "get", "k"});
    QCOMPARE(get.run(), std::optional<int>(0));
    QCOMPARE(get.out().trimmed(), "v");
  }

  void a_real_nginx_stands_in_front_of_a_server() {
    ScriptedServer server(ScriptedServer::status("200 OK", "X-From: behind\r\n", "hello"));
    Nginx nginx(Nginx::proxy_to(server.port(), "add_header X-By nginx;"));
    QVERIFY2(nginx.start(), nginx.report());
    const RawAnswer answer =
        exchange(nginx.port(), "GET /path HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QCOMPARE(answer.status(), 200);
    QVERIFY(answer.bytes.contains("X-From: behind\r\n"));
    QVERIFY(answer.bytes.contains("X-By: nginx\r\n"));
    QVERIFY(server.requests().value(0).startsWith("GET /path "));
    nginx.kill();
    QVERIFY2(nginx.start(), nginx.report());
  }

  void an_nginx_says_what_it_does_not_understand() {
    Nginx nginx("no_such_directive on;");
    QVERIFY(!nginx.start());
    QVERIFY2(nginx.report().contains("no_such_directive"), nginx.report());
  }

  void a_relay_passes_on_and_cuts() {
    ScriptedServer server({ScriptedServer::stream("data: x\n\n"), false});
    Relay relay(server.port());
    QTcpSocket socket;
    QByteArray received;
    QObject::connect(&socket, &QTcpSocket::readyRead, [&] { received += socket.readAll(); });
    socket.connectToHost(QHostAddress::LocalHost, relay.port());
    socket.write("GET / HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(received.endsWith("data: x\n\n"));
    relay.cut();
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    relay.set_open(false);
    QCOMPARE(exchange(relay.port(), "GET / HTTP/1.1\r\n\r\n").bytes, QByteArray());
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(relay.connections_so_far(), 2);
    QCOMPARE(relay.connections_now(), 0);
  }

  void a_muted_relay_holds_bytes_back() {
    ScriptedServer server({ScriptedServer::stream("data: 1\n\n"), false});
    Relay relay(server.port());
    QTcpSocket socket;
    QByteArray received;
    QObject::connect(&socket, &QTcpSocket::readyRead, [&] { received += socket.readAll(); });
    socket.connectToHost(QHostAddress::LocalHost, relay.port());
    socket.write("GET / HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(received.endsWith("data: 1\n\n"));
    relay.set_muted(true);
    server.send("data: 2\n\n");
    QVERIFY(!QTest::qWaitFor([&] { return received.contains("data: 2"); }, 100));
    relay.set_muted(false);
    QTRY_VERIFY(received.endsWith("data: 2\n\n"));
  }

  void a_scripted_server_answers_each_request_in_turn() {
    ScriptedServer server([](const QByteArray& head, int number) {
      return ScriptedServer::status("503 Busy", {}, head.left(3) + QByteArray::number(number));
    });
    const quint16 port = server.port();
    QCOMPARE(exchange(port, "GET /a HTTP/1.1\r\n\r\n").body(), "GET1");
    QCOMPARE(exchange(port, "PUT /b HTTP/1.1\r\n\r\n").body(), "PUT2");
    QVERIFY(server.requests().last().startsWith("PUT /b"));
  }

  /// The signature was made by `openssl dgst -sha256 -hmac secret`.
  void a_token_is_signed_as_the_standard_says() {
    QCOMPARE(hs256_token("secret", {{"sub", "1"}}),
             "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0."
             "8qZF8vbN3UpcanXFc-mPXJkOPN01-bRch8XX3rToP1U");
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::SupportTest)
#include "support_test.moc"

#include <QFile>
#include <QTest>

#include <signal.h>

#include "e2e/follower.h"
#include "e2e/publishing.h"
#include "support/nginx.h"
#include "support/redis_server.h"

namespace tidings::test {

namespace {

constexpr int kFollowers = 4;
constexpr int kNotifications = 150;
constexpr int kRestarts = 2;
/// By default nginx leaves a server that refused a connection alone for ten seconds.
constexpr std::chrono::seconds kPatience{60};

/// A `server` that passes everything on to both servers in turns, with these directives.
QByteArray round_robin(const QByteArray& directives, const QByteArray& of_servers = {}) {
  return "upstream tidings { server 127.0.0.1:8080 " + of_servers + "; server 127.0.0.1:8081 " +
         of_servers +
         "; }\n"
         "server {\n  listen 80;\n  location / {\n    proxy_pass http://tidings;\n    " +
         directives + "\n  }\n}\n";
}

QByteArray shipped_configuration() {
  QFile file(QStringLiteral(TIDINGS_SOURCE_DIR "/packaging/nginx/tidings.conf"));
  if (!file.open(QIODevice::ReadOnly))
    qFatal("cannot read %s", qPrintable(file.fileName()));
  return file.readAll();
}

/// The same on the test's ports. Each must be there.
QByteArray on_ports(QByteArray http, const TidingsServer& one, const TidingsServer& other) {
  const QList<QPair<QByteArray, QByteArray>> changes = {
      {"listen 80;", "listen 127.0.0.1:@PORT@;"},
      {"server 127.0.0.1:8080", "server 127.0.0.1:" + QByteArray::number(one.port())},
      {"server 127.0.0.1:8081", "server 127.0.0.1:" + QByteArray::number(other.port())}};
  for (const auto& [from, to] : changes) {
    if (!http.contains(from))
      qFatal("the configuration has no '%s'", from.constData());
    http.replace(from, to);
  }
  return http;
}

}  // namespace

/// Two servers on one Redis behind a real nginx are restarted in turns while publishing goes on.
class RollingRestartTest : public QObject {
  Q_OBJECT

 private slots:
  void nothing_is_lost_or_repeated_data() {
    QTest::addColumn<QByteArray>("http");
    QTest::newRow("the configuration in packaging") << shipped_configuration();
    QTest::newRow("nginx's defaults") << round_robin({});
    QTest::newRow("a marketplace: an ingress that only names the host")
        << round_robin("proxy_set_header Host $host; proxy_read_timeout 60s;", "fail_timeout=1s");
    QTest::newRow("a planner: HTTP/1.1, nothing buffered, nothing cached") << round_robin(
        "proxy_http_version 1.1; proxy_set_header Connection ''; proxy_buffering off; "
        "proxy_cache off; chunked_transfer_encoding on; proxy_read_timeout 14d;",
        "fail_timeout=1s");
    QTest::newRow("a study of several servers: long time-outs, CORS by nginx") << round_robin(
        "proxy_http_version 1.1; proxy_set_header Connection ''; proxy_buffering off; "
        "proxy_cache off; proxy_connect_timeout 86400s; proxy_send_timeout 86400s; "
        "proxy_read_timeout 86400s; add_header Access-Control-Allow-Origin '*' always; "
        "if ($request_method = OPTIONS) { return 204; }",
        "fail_timeout=1s");
    QTest::newRow("a channel per receiver: HTTP/1.1, buffering left to the answer") << round_robin(
        "proxy_http_version 1.1; proxy_set_header Connection '';", "fail_timeout=1s");
  }
  void nothing_is_lost_or_repeated() {
    QFETCH(QByteArray, http);
    RedisServer redis;
    QVERIFY2(redis.start(), redis.report());
    const QStringList options = {"--store", redis.url(), "--drain-spread",
                                 "300ms",   "--retry",   "100ms"};
    TidingsServer one(options);
    TidingsServer other(options);
    other.use_secret(one.secret());
    QVERIFY2(one.start(), one.report());
    QVERIFY2(other.start(), other.report());
    Nginx nginx(on_ports(http, one, other));
    QVERIFY2(nginx.start(), nginx.report());

    std::vector<std::unique_ptr<Follower>> followers;
    for (int i = 0; i < kFollowers; ++i) {
      followers.push_back(std::make_unique<Follower>(nginx.url("/v1/stream"), one.seller_token(42),
                                                     QStringList{"--retry-max", "500ms"}));
      QVERIFY2(followers.back()->connect(), followers.back()->report());
    }
    Program publisher(QStringLiteral(TIDINGS_EXECUTABLE),
                      {"publish", nginx.url("/v1/notifications"), "--to", "42", "--title",
                       "number {n}", "--repeat", QString::number(kNotifications), "--rate", "60"});
    publisher.set_environment("TIDINGS_TOKEN", one.publish_token());
    QVERIFY(publisher.start());

    for (int restart = 0; restart < kRestarts; ++restart) {
      const int published_before = (restart + 1) * kNotifications / (kRestarts + 2);
      QVERIFY2(publisher.wait_for_out_lines(published_before, kPatience), publisher.report());
      TidingsServer& server = restart % 2 == 0 ? one : other;
      server.program().send_signal(SIGTERM);
      QCOMPARE(server.program().wait_for_exit(), std::optional(0));
      QVERIFY2(server.start(), server.report());
    }
    QVERIFY2(publisher.wait_for_exit(kPatience) == 0, publisher.report());

    const QByteArrayList acknowledged = publisher.out_lines();
    QCOMPARE(acknowledged.size(), kNotifications);
    for (const auto& follower : followers) {
      QVERIFY2(follower->wait_for_notifications(kNotifications), follower->report());
      QCOMPARE(follower->ids(), acknowledged);
      QVERIFY2(!follower->data().contains("gap"), follower->report());
    }
    QVERIFY2(followers.front()->program().err().contains("reconnecting in"),
             followers.front()->report());
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::RollingRestartTest)
#include "rolling_restart_test.moc"
